"""What marketing, sales and operations owe around campaigns is counted from facts."""

from datetime import timedelta

import pytest

from marketing.models import DailyTraffic
from marketing.services.campaigns import following
from microstore.core import approvals, clock
from microstore.core.models import Approval
from tests.factories.campaigns import make_asked, make_person, make_running
from tests.factories.duties import counted
from tests.factories.orders import make_store

pytestmark = pytest.mark.django_db


@pytest.mark.duty("M7", "O10")
def test_each_campaign_of_the_week_is_watched_by_marketing_and_by_operations():
    campaign = make_running()
    assert (counted("M7"), counted("O10")) == ((0, 1, 0), (0, 1, 0))
    following.check_day(campaign, remark="平稳", by=make_person("marketing", "marketing"))
    assert (counted("M7"), counted("O10")) == ((1, 1, 0), (0, 1, 0))
    following.check_day(campaign, remark="已看", by=make_person("operations", "operations"))
    assert (counted("M7"), counted("O10")) == ((1, 1, 0), (1, 1, 0))
    day = clock.today()
    with clock.at(clock.now() + timedelta(days=14)):
        campaign.checks.all().delete()
        assert (counted("M7", day), counted("O10", day)) == ((0, 1, 1), (0, 1, 1))


@pytest.mark.duty("M6")
def test_a_campaign_that_started_without_everybody_informed_is_missed():
    campaign = make_running()
    started = campaign.started_at.astimezone(clock.SHANGHAI).date()
    assert counted("M6", started) == (1, 1, 0)
    campaign.departments.filter(pk=campaign.departments.first().pk).update(acknowledged_at=None)
    assert counted("M6", started) == (0, 1, 1)


@pytest.mark.duty("O6")
def test_what_was_asked_before_the_day_is_decided_by_its_end():
    _campaign, approval = make_asked()
    tomorrow = clock.today() + timedelta(days=1)
    assert counted("O6") == (0, 0, 0)
    with clock.at(clock.now() + timedelta(days=1)):
        assert counted("O6", tomorrow) == (0, 1, 0)
        approvals.decide(approval, yes=True, reason="同意", by=make_person("operations", "operations"))
        assert counted("O6", tomorrow) == (1, 1, 0)
    Approval.objects.update(decided_at=clock.now() + timedelta(days=3))
    with clock.at(clock.now() + timedelta(days=4)):
        assert counted("O6", tomorrow) == (0, 1, 1)


@pytest.mark.duty("M12")
def test_a_day_whose_traffic_was_not_counted_is_missed():
    today = clock.today()
    assert counted("M12", today) == (0, 1, 0)
    with clock.at(clock.now() + timedelta(days=1)):
        assert counted("M12", today) == (0, 1, 1)
    DailyTraffic.objects.create(day=today, store=make_store())
    assert counted("M12", today) == (1, 1, 0)
