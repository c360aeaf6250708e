"""Topic pages: live in the campaign's window alone, kind at every other moment, begun by the designer, confirmed by two."""

from datetime import timedelta

import pytest
from django.test import Client

from marketing.models import Campaign, CampaignState, DailyTraffic, Topic
from marketing.services import rollup
from marketing.topics import making
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.stores import hooks
from microstore.stores.services import pages
from tests.factories.accounts import make_customer, make_staff, sign_in
from tests.factories.campaigns import make_draft, make_running, make_scheduled
from tests.factories.duties import counted
from tests.factories.library import approve, confirm, make_person, submit
from tests.factories.stores import edits, make_open_store, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]


def make_topic(campaign, *, live=True) -> Topic:
    topic = making.begin(campaign, campaign.stores.first(), by=make_person(Post.DESIGNER, "ds"))
    if live:
        confirm(topic.page)
        approve(submit(topic.page))
    return topic


def get(campaign, at=None, **more):
    with clock.at(at or clock.now()):
        return Client().get(f"/t/{campaign.code}/", **more)


@pytest.mark.duty("D7")
def test_a_topic_page_is_live_in_the_window_alone_and_kind_before_and_after():
    campaign = make_scheduled()
    make_topic(campaign)
    tick = timedelta(microseconds=1)
    coming, live, over = get(campaign), get(campaign, campaign.starts_at), get(campaign, campaign.ends_at)
    assert [answer.status_code for answer in (coming, live, over)] == [200, 200, 200]
    assert f"{clock.local(campaign.starts_at):%Y-%m-%d %H:%M}" in coming.content.decode()
    assert ("hero" in live.content.decode(), "hero" in get(campaign, campaign.starts_at - tick).content.decode()) == (True, False)
    assert (coming["X-Robots-Tag"], over["X-Robots-Tag"], live.headers.get("X-Robots-Tag")) == ("noindex", "noindex", None)
    assert "hero" not in over.content.decode()


def test_whatever_becomes_of_the_campaign_its_link_answers():
    campaign, wrong = make_scheduled(), []
    make_topic(campaign)
    for state in CampaignState.values:
        Campaign.objects.update(state=state)
        for moment in (campaign.starts_at - timedelta(hours=1), campaign.starts_at, campaign.ends_at):
            wrong += [(state, moment)] if get(campaign, moment).status_code != 200 else []
    assert wrong == []


def test_a_page_that_nobody_approved_leads_to_the_campaigns_own_page():
    campaign = make_scheduled()
    make_topic(campaign, live=False)
    answer = get(campaign, campaign.starts_at)
    assert (answer.status_code, answer.url) == (302, f"/campaigns/{campaign.code}/")


def test_an_address_nobody_gave_out_is_unknown_and_another_store_says_where_it_is():
    campaign = make_scheduled()
    assert get(campaign).status_code == 404
    topic = make_topic(campaign)
    other = make_open_store("zhongshan")
    assert topic.page.store != other
    with clock.at(campaign.starts_at):
        answer = Client().get(f"/s/{other.code}/t/{campaign.code}/")
    assert (answer.status_code, "hero" in answer.content.decode()) == (200, False)


def test_one_topic_page_a_store_and_none_for_what_is_over():
    campaign = make_scheduled()
    make_topic(campaign, live=False)
    with pytest.raises(Refused):
        make_topic(campaign)
    Campaign.objects.update(state="cancelled")
    with pytest.raises(Refused):
        making.begin(Campaign.objects.get(), make_open_store("zhongshan"), by=None)
    assert Topic.objects.count() == 1


def test_the_first_draft_knows_goods_coupons_and_end_and_waits_for_two_ticks():
    campaign = make_draft()
    topic = make_topic(campaign, live=False)
    draft = topic.page.draft
    kinds = [each["kind"] for each in draft.blocks]
    assert kinds[:2] == ["banner", "countdown"] and kinds[-1] == "licence_footer" and "product_grid" in kinds
    assert kinds.count("coupon") == campaign.coupon_kinds.count()
    approval = submit(topic.page)
    with pytest.raises(Refused):
        approve(approval)
    assert topic.page.live is None


def test_the_designer_begins_it_on_the_campaigns_page(client):
    campaign = make_draft()
    sign_in(client, make_staff(Post.DESIGNER))
    address = f"/backoffice/campaigns/{campaign.number}/"
    assert client.get(address).status_code == client.get(f"{address}topic/").status_code == 200
    answer = client.post(f"{address}topic/", {"store": campaign.stores.get().pk})
    page = Topic.objects.get().page
    assert (answer.status_code, answer.url, page.path) == (302, f"/backoffice/pages/{page.pk}/", f"t/{campaign.code}/")


def test_visits_of_the_topic_page_count_for_its_campaign_and_are_told_to_the_page():
    campaign = make_running()
    topic = make_topic(campaign)
    agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0"
    assert get(campaign, headers={"user-agent": agent}).status_code == 200
    rollup.roll_up()
    row = DailyTraffic.objects.get(campaign=campaign)
    assert (row.views, row.visitors) == (1, 1)
    figures = hooks.figures_of(topic.page, clock.now() - timedelta(days=2), clock.now() + timedelta(days=2))
    assert (figures.visitors, figures.carts) == (1, 0)


@pytest.mark.duty("D7")
def test_topic_pages_live_before_the_start_are_done_and_later_ones_missed():
    campaign = make_running()
    topic = make_topic(campaign, live=False)
    assert counted("D7") == (0, 1, 1)
    confirm(topic.page)
    with clock.at(campaign.started_at - timedelta(minutes=1)):
        approve(submit(topic.page))
    assert counted("D7") == (1, 1, 0)


def test_the_coupon_of_a_block_is_claimed_once_from_any_kept_page(client):
    campaign = make_running(store=make_open_store())
    kind = campaign.coupon_kinds.get()
    page = campaign.stores.get().pages.get(slug="home")
    pages.add_block(page, "coupon", {"title": "领券", "code": kind.code}, seen=edits(page), by=None)
    publish(page)
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    first.get("/")
    customer = make_customer()
    sign_in(second, customer)
    html = second.get("/").content.decode()
    form = html[html.index(f"/coupons/{kind.code}/claim/"):]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    for _time in range(2):
        assert second.post(f"/coupons/{kind.code}/claim/", {"have": "0", "csrfmiddlewaretoken": token}).status_code == 302
    assert customer.coupons.filter(kind=kind).count() == 1
