"""Two agents, two forms, two notices: after-sales takes effect once."""

import pytest

from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from microstore.core.errors import Refused
from orders.models import Refund
from tests.factories import aftersales as make
from tests.factories.orders import make_staff
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("no_workers")]


def again(case):
    return AftersaleCase.objects.select_related("order", "refund").get(pk=case.pk)


def test_of_two_agents_who_decide_at_once_one_wins():
    case = make.make_case(kind="refund", reason="missing")
    first, second = make_staff(), make_staff()
    results = together(
        lambda: aftersales.approve(again(case), by=first), lambda: aftersales.reject(again(case), by=second, reason="no"),
    )  # fmt: skip
    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert (again(case).state, Refund.objects.count()) in (("refunding", 1), ("rejected", 0))


def test_the_last_unit_is_claimed_by_one_of_two_forms():
    order = make.delivered_order(units=1)
    wishes = [make.wish(order) for _ in range(2)]
    results = together(*[lambda wish=wish: aftersales.apply(type(order).objects.get(pk=order.pk), wish, by=None) for wish in wishes])
    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert AftersaleCase.objects.count() == 1


def test_the_same_form_sent_twice_at_once_opens_one_case():
    order = make.delivered_order()
    wish = make.wish(order)
    results = together(*[lambda: aftersales.apply(type(order).objects.get(pk=order.pk), wish, by=None)] * 2)
    assert {result.pk for result in results} == {AftersaleCase.objects.get().pk}
