"""The director's morning and the daily checks: decided in one click, signed with a name, counted from facts."""

from datetime import timedelta

import pytest

from catalog.models import ListingCheck
from catalog.services import listing_checks
from microstore.core import approvals, clock
from microstore.core.duties import Duty, Period
from microstore.core.errors import Refused
from microstore.core.models import Approval
from operations.models import CheckRound, SystemCheck
from operations.services import system_checks
from operations.system import Point, Seen, look_at
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import confirm, make_draft, make_person
from tests.factories.orders import make_sku, make_store, pay_order, place_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(client, post_rights):
    staff = make_staff("director")
    sign_in(client, staff)
    return staff.user


@pytest.fixture
def approval():
    lin = make_person()
    from catalog.services import products

    product = make_draft(by=lin)
    confirm(product)
    return products.submit(product, reason="资料齐全", by=lin)


@pytest.mark.duty("O1a")
def test_the_morning_opens_with_a_bounded_number_of_queries(client, director, approval, django_assert_max_num_queries):
    client.get("/backoffice/morning/")
    with django_assert_max_num_queries(60):
        page = client.get("/backoffice/morning/")
    assert page.status_code == 200 and approval.number in page.content.decode()


def test_yes_is_one_click_and_leads_back_to_the_morning(client, director, approval):
    answer = client.post(f"/backoffice/morning/approvals/{approval.number}/", {"answer": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, "/backoffice/morning/#approvals")
    approval.refresh_from_db()
    assert (approval.state, approval.decided_by) == ("granted", director)


def test_no_without_a_reason_decides_nothing(client, director, approval):
    answer = client.post(f"/backoffice/morning/approvals/{approval.number}/", {"answer": "no"}, headers={"HX-Request": "true"})
    approval.refresh_from_db()
    assert (answer.status_code, approval.state) == (422, Approval.State.WAITING)


@pytest.mark.duty("G2")
def test_approvals_of_a_day_are_counted_and_late_ones_missed(approval):
    today = Period(clock.today(), clock.today())
    assert Duty.registry["G2"].evidence(today).owed == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        assert Duty.registry["G2"].evidence(today).missed == 1
    approvals.decide(approval, yes=True, reason="", by=make_person())
    assert Duty.registry["G2"].evidence(today).done == 1


@pytest.mark.duty("O8", "X6")
def test_a_look_that_fails_is_what_was_seen_and_needs_a_word_to_be_signed():
    def broken():
        raise OSError("gone")

    points = [Point("a", "甲", lambda: Seen("good", "在")), Point("b", "乙", broken)]
    round = system_checks.run(only=points)
    assert list(round.checks.values_list("code", "verdict")) == [("a", "good"), ("b", "bad")]
    maintainer = make_staff("maintainer").user
    with pytest.raises(Refused):
        system_checks.sign(round, by=maintainer)
    system_checks.sign(round, by=maintainer, note="已重启")
    with pytest.raises(Refused):
        system_checks.sign(round, by=maintainer, note="再签")
    assert CheckRound.objects.get().signed_by == maintainer
    assert Duty.registry["O8"].evidence(Period(clock.today(), clock.today())).done == 1
    assert look_at(points[1]).text == "OSError: gone" and SystemCheck.objects.count() == 2


@pytest.mark.duty("L1")
def test_each_listed_product_is_looked_at_once_a_day_and_settled_with_a_word():
    owner = make_person()
    make_sku(make_store(), owner=owner)
    listing_checks.check_shelves()
    listing_checks.check_shelves()
    check = ListingCheck.objects.get()
    assert check.is_open and "pictures" in {fault["code"] for fault in check.faults}
    period = Period(clock.today(), clock.today())
    assert not Duty.registry["L1"].evidence(period, owner.pk).is_complete
    with pytest.raises(Refused):
        listing_checks.settle(check, by=owner, note=" ")
    listing_checks.settle(check, by=owner, note="补拍已排期")
    assert Duty.registry["L1"].evidence(period, owner.pk).is_complete


@pytest.mark.duty("X11", "W3")
def test_paid_orders_not_reviewed_or_shipped_in_time_are_missed():
    order = place_order(wants={make_sku(make_store()): 1})
    pay_order(order)
    order.refresh_from_db()
    type(order).objects.filter(pk=order.pk).update(
        review_state="waiting", approved_at=None, paid_at=clock.local_now().replace(hour=8), ship_due_at=clock.now() + timedelta(minutes=1)
    )
    order.refresh_from_db()
    today = Period(clock.today(), clock.today())
    due = order.ship_due_at.astimezone(clock.SHANGHAI).date()
    assert (Duty.registry["X11"].evidence(today).owed, Duty.registry["X11"].evidence(today).missed) == (1, 0)
    with clock.at(clock.now() + timedelta(days=1)):
        assert Duty.registry["X11"].evidence(today).missed == 1
        assert Duty.registry["W3"].evidence(Period(due, due)).missed == 1
