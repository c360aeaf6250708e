"""Rules are confirmed three days before the start by sales and marketing; what is later is the director's deviation (duty L4)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from marketing.backoffice.offers import PromotionDetail, PromotionEdit
from marketing.models import CampaignState, Deviation
from marketing.services import promotions, repeats
from marketing.services.campaigns import preflight, readiness, running
from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.campaigns import confirm_rules, make_approved, make_draft, make_person, make_scheduled, tell_everybody
from tests.factories.marketing import make_promotion

pytestmark = pytest.mark.django_db
POINTS = [code for code, _label in readiness.CHECKLIST]


def test_both_sides_and_all_departments_schedule_it_and_switch_the_offers_on():
    campaign = make_scheduled()
    assert campaign.state == CampaignState.SCHEDULED
    assert campaign.promotions.get().is_active
    assert campaign.coupon_kinds.get().is_active


def test_one_side_alone_confirms_nothing():
    campaign = make_approved()
    readiness.confirm(campaign, "sales", POINTS, by=make_person("sales", "sales"))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


def test_a_side_is_confirmed_by_its_own_people():
    with pytest.raises(Refused):
        readiness.confirm(make_approved(), "sales", POINTS, by=make_person("marketing"))


def test_an_unticked_point_is_refused():
    with pytest.raises(Refused):
        readiness.confirm(make_approved(), "sales", POINTS[:-1], by=make_person("sales", "sales"))


def test_exactly_three_days_before_is_in_time_and_a_second_later_is_not():
    campaign = make_approved()
    with clock.at(campaign.starts_at - timedelta(days=3)):
        readiness.confirm(campaign, "sales", POINTS, by=make_person("sales", "sales"))
    with clock.at(campaign.starts_at - timedelta(days=3) + timedelta(seconds=1)), pytest.raises(Refused):
        readiness.confirm(campaign, "marketing", POINTS, by=make_person())
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


def test_the_director_lets_it_pass_and_the_deviation_stays_for_ever():
    campaign = make_approved(days_ahead=2)
    tell_everybody(campaign)
    with pytest.raises(Refused):
        confirm_rules(campaign)
    deviation = readiness.allow(campaign, Deviation.Kind.LATE_RULES, reason="供应商临时到货", by=make_person("operations", "director"))
    confirm_rules(campaign)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.SCHEDULED
    with pytest.raises(DatabaseError), transaction.atomic():
        Deviation.objects.filter(pk=deviation.pk).update(reason="")
    with pytest.raises(DatabaseError), transaction.atomic():
        deviation.delete()


def test_a_deviation_needs_a_reason():
    with pytest.raises(Refused):
        readiness.allow(make_approved(), Deviation.Kind.LATE_RULES, reason=" ", by=make_person())
    assert not Deviation.objects.exists()


def test_a_missing_acknowledgement_keeps_it_from_starting():
    campaign = make_approved()
    confirm_rules(campaign)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.RULES_CONFIRMED
    assert not campaign.promotions.get().is_active
    with clock.at(campaign.starts_at):
        assert running.start_due() == 0
    readiness.allow(campaign, Deviation.Kind.UNACKNOWLEDGED, reason="财务休假", by=make_person("operations", "director"))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.SCHEDULED


def test_the_preflight_tries_a_basket_below_and_at_each_step():
    campaign = make_approved()
    basket = preflight.run(campaign)[0]
    assert basket["passed"]
    assert "¥20.00" in basket["text"]


def test_sold_out_goods_fail_the_preflight():
    campaign = make_approved()
    from inventory.models import Stock

    Stock.objects.update(on_hand=0, reserved=0)
    with pytest.raises(Refused):
        readiness.confirm(campaign, "sales", POINTS, by=make_person("sales", "sales"))
    assert not campaign.confirmations.exists()


@pytest.mark.parametrize(("days", "changed", "is_named"), [
    (1, {}, True), (6, {}, True), (8, {}, False), (1, {"steps": [[20000, 2100]]}, False), (1, {"on": False}, False)])
def test_promotion_that_ended_days_ago_is_named_when_the_same_begins_anew(days, changed, is_named):
    campaign = make_draft()
    rule, ends = campaign.promotions.get(), campaign.starts_at - timedelta(days=days)
    earlier = make_promotion(**{"name": "上周满减", "steps": rule.steps, "starts_at": ends - timedelta(days=3), "ends_at": ends} | changed)
    with clock.at(ends):
        promotions.deactivate(earlier, None)  # as its campaign does at the end
    found = next(one for one in preflight.run(campaign) if "PR-13" in one["label"])
    assert (found["passed"], "上周满减" in found["text"], found["blocks"]) == (not is_named, is_named, False)
    assert ["上周满减" in sentence for sentence in repeats.warnings(rule)] == ([True] if is_named else [])


def test_draft_of_a_repeated_promotion_says_so_where_it_is_edited(client):
    now = clock.now()
    make_promotion(name="上周满减", starts_at=now - timedelta(days=9), ends_at=now + timedelta(days=1))
    again = make_promotion(on=False, name="本周满减", starts_at=now + timedelta(days=3))
    client.force_login(User.objects.create(username="lead", is_staff=True, is_superuser=True))
    for page in (PromotionDetail, PromotionEdit):
        assert "上周满减" in client.get(page.get_url(again)).content.decode()
