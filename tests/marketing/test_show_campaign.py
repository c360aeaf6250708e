"""The page of a campaign always answers: before, in its window, in a break and afterwards; the cockpit opens for its people."""

from datetime import timedelta

import pytest
from django.test import Client

from marketing.models import Campaign
from marketing.services.campaigns import following, running
from microstore.core import clock
from microstore.core.pages import registry
from tests.factories.campaigns import make_draft, make_person, make_running, make_scheduled

pytestmark = pytest.mark.django_db


def get(campaign, at=None):
    with clock.at(at or clock.now()):
        return Client().get(f"/campaigns/{campaign.code}/")


def test_the_page_is_live_in_its_window_alone():
    campaign = make_scheduled()
    product = campaign.products.get()
    tick = timedelta(microseconds=1)
    assert "满200减20".encode() not in get(campaign, campaign.starts_at - tick).content
    live = get(campaign, campaign.starts_at)
    assert live.status_code == 200
    assert product.name in live.content.decode()
    assert "coupon__v" in live.content.decode()
    over = get(campaign, campaign.ends_at)
    assert over.status_code == 200
    assert "coupon__v" not in over.content.decode()


def test_without_a_teaser_the_page_is_not_there_before():
    campaign = make_scheduled()
    assert get(campaign).status_code == 200
    Campaign.objects.update(shows_teaser=False)
    assert get(campaign).status_code == 404


def test_a_draft_and_an_unknown_address_are_not_found():
    assert get(make_draft()).status_code == 404
    assert Client().get("/campaigns/no-such/").status_code == 404


def test_a_break_and_the_end_are_said_kindly():
    campaign = make_running()
    running.pause(campaign, reason="修复", by=make_person())
    assert get(campaign).status_code == 200
    running.resume(campaign, reason="好了", by=make_person())
    running.end(campaign, reason="提前", by=make_person())
    assert get(campaign).status_code == 200


def test_every_page_of_campaigns_opens(django_user_model):
    campaign = make_running()
    following.log_issue(campaign, problem="慢", by=make_person())
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("boss"), backend="microstore.accounts.backends.Keys")
    pages = ["", "new/", "calendar/", f"{campaign.number}/", f"{campaign.number}/change/"]
    pages += [f"calendar/?month={month}" for month in ("2027-01", "9999-12", "0001-01", "x")]
    pages += [f"{campaign.number}/{act}/" for act in ("check", "issue", "pause", "end")]
    statuses = {page: client.get(f"/backoffice/campaigns/{page}").status_code for page in pages}
    assert set(statuses.values()) == {200}, statuses
    assert client.get(registry.find("marketing-plans").get_url()).status_code == 200
    assert client.get(registry.find("marketing-plan-new").get_url()).status_code == 200
