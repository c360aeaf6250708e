"""The duties of offers and the facts that prove them (duties M4, M5)."""

from datetime import timedelta

import pytest

from marketing import duties
from marketing.services import promotions
from microstore.core import clock
from microstore.core.duties import Period
from tests.factories import marketing as given

pytestmark = pytest.mark.django_db


def month() -> Period:
    return Period(clock.today() - timedelta(days=15), clock.today() + timedelta(days=15))


@pytest.mark.duty("M4")
def test_a_month_with_a_promotion_fulfils_m4_and_one_without_does_not():
    assert (duties.offers_run(month()).done, duties.offers_run(month()).owed) == (0, 1)
    given.make_promotion(on=False)
    assert duties.offers_run(month()).done == 0
    given.make_promotion()
    assert duties.offers_run(month()).done == 1


@pytest.mark.duty("M5")
def test_m5_counts_what_was_drafted_before_the_last_day_for_its_rules():
    begins = clock.now() + timedelta(days=4)
    given.make_promotion(starts_at=begins, ends_at=begins + timedelta(days=3))
    late = given.make_promotion(on=False, starts_at=begins - timedelta(days=3), ends_at=begins)
    promotions.activate(late, None)
    found = duties.offers_are_planned(month())
    assert (found.done, found.owed, found.missed) == (1, 2, 1)
