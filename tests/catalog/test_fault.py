"""Too many complaints and stopped batches: goods that made people unwell leave at once, others are proposed to."""

import pytest

from catalog.models import Product, ProductFault, Removal
from catalog.services import products
from catalog.shelf import faulting, norms, removing
from microstore.core import approvals, clock, events
from microstore.core.models import Approval
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db
Kind = ProductFault.Kind


def owned() -> Product:
    product = make.make_listed()
    Product.objects.filter(pk=product.pk).update(owner=make.make_person())
    product.refresh_from_db()
    return product


def complain(product, times: int, *, kind=Kind.COMPLAINT, first=1) -> None:
    for n in range(first, first + times):
        product.refresh_from_db()
        faulting.tell(product, kind, reference=f"CP{n}", source=f"customer {n}")


def state_of(product) -> str:
    product.refresh_from_db()
    return product.state


def test_two_people_who_were_unwell_take_the_goods_off_at_once(db):
    product = owned()
    complain(product, 1, kind=Kind.ADVERSE)
    assert state_of(product) == "listed"
    complain(product, 1, kind=Kind.ADVERSE, first=2)
    row = Removal.objects.get()
    assert (state_of(product), row.why, row.is_safety, row.state) == ("suspended", "quality", True, "off")


def test_one_person_counts_once_however_often_they_complain(db):
    product = owned()
    for n in range(4):
        faulting.tell(product, Kind.ADVERSE, reference=f"CP{n}", source="customer 1")
    assert state_of(product) == "listed"


def test_other_complaints_only_propose_and_a_colleague_decides(db):
    product = owned()
    complain(product, norms.FAULTS.value - 1)
    assert not Removal.objects.exists()
    complain(product, 2, kind=Kind.BATCH, first=50)
    assert state_of(product) == "listed" and Removal.objects.get().state == "proposed"
    approval = Approval.objects.get(kind="product.delist")
    assert approval.asked_by == product.owner
    approvals.decide(approval, yes=True, reason="同意", by=make.make_person())
    assert state_of(product) == "delisted"


def test_what_was_known_at_a_no_is_not_proposed_for_again(db):
    product = owned()
    complain(product, norms.FAULTS.value)
    removing.decline(Removal.objects.get(), by=make.make_person(), reason="已整改")
    complain(product, norms.FAULTS.value - 1, first=20)
    assert Removal.objects.count() == 1
    complain(product, 1, first=40)
    assert Removal.objects.filter(state="proposed").count() == 1


def test_goods_sold_again_start_at_nothing(db):
    product = owned()
    complain(product, 2, kind=Kind.ADVERSE)
    product.refresh_from_db()
    products.resume(product, reason="检验合格", by=make.make_person())
    events.deliver_all()
    complain(product, 1, kind=Kind.ADVERSE, first=9)
    assert state_of(product) == "listed"


def test_old_complaints_and_those_taken_back_do_not_count(db):
    product = owned()
    with clock.at(clock.now() - norms.FAULT_DAYS.span * 2):
        complain(product, norms.FAULTS.value - 1)
    complain(product, norms.FAULTS.value - 1, first=20)
    faulting.take_back(reference="CP20")
    complain(product, 1, first=40)
    assert not Removal.objects.exists()
