"""Two colleagues decide on one product at the same moment."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from catalog.models import Product
from catalog.services import products
from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.events import Event
from tests.factories.catalog import confirm, make_draft, make_person


def decide_at_once(approval, people, answers):
    """Who got their way: True or False per person."""
    together = Barrier(len(people))

    def decide(person, yes):
        try:
            together.wait()
            approvals.decide(approval, yes=yes, reason="核对", by=person)
            return True
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(decide, people, answers))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answers", [(True, True, True, True), (True, False, True, False)])
def test_one_decision_counts(answers):
    lin = make_person()
    product = make_draft(by=lin)
    confirm(product)
    approval = products.submit(product, reason="资料齐全", by=lin)
    got = decide_at_once(approval, [make_person() for _ in answers], answers)
    product.refresh_from_db()
    assert got.count(True) == 1
    said_yes = answers[got.index(True)]
    assert product.state == (Product.State.READY if said_yes else Product.State.PREPARING)
    assert Event.objects.about(product).filter(name="approval.decided").count() == 1
    assert product.revisions.filter(state="live").count() == int(said_yes)
