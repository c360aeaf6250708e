"""What product management owes is counted from facts that stay what they were (duties L1, P4, P14)."""

from datetime import timedelta

import pytest

from catalog.models import ListingCheck
from catalog.services import listing_checks
from microstore.core import clock
from tests.factories.catalog import make_draft, make_listed, make_person, make_ready
from tests.factories.duties import counted
from tests.factories.orders import make_sku, make_store

pytestmark = pytest.mark.django_db


@pytest.mark.duty("P4")
def test_the_last_look_of_the_week_says_which_products_on_the_shelf_are_complete():
    make_listed()
    bare = make_listed(approval_number="国食健注G20190189")
    bare.live_revision.ingredients = ""
    bare.live_revision.save(update_fields=["ingredients"])
    assert counted("P4") == (0, 0, 0)
    listing_checks.check_shelves()
    today = clock.today()
    assert counted("P4", today) == (1, 2, 0)
    with clock.at(clock.now() + timedelta(days=7)):
        type(bare).objects.filter(pk=bare.pk).update(state="delisted")
        assert counted("P4", today) == (1, 2, 1)


@pytest.mark.duty("L1")
def test_what_was_settled_after_the_day_stays_missed():
    owner, today = make_person(), clock.today()
    make_sku(make_store(), owner=owner)
    assert counted("L1", today, owner.pk) == (0, 1, 0)
    listing_checks.check_shelves()
    with clock.at(clock.now() + timedelta(days=1)):
        listing_checks.settle(ListingCheck.objects.get(), by=owner, note="次日才处理")
        assert counted("L1", today, owner.pk) == (0, 1, 1)


@pytest.mark.duty("P14")
def test_a_draft_that_is_not_live_by_the_end_of_its_month_is_missed():
    make_draft()
    make_ready()
    today = clock.today()
    assert counted("P14", today) == (1, 2, 0)
    with clock.at(clock.now() + timedelta(days=31)):
        assert counted("P14", today) == (1, 2, 1)
