"""Visits are counted once, whoever dies in the middle, and never at the cost of a page (duties M7, M12, M19)."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketing.models import DailyTraffic, TrafficBatch
from marketing.services import rollup, traffic
from microstore.core import clock
from microstore.core.cache import ForgivingCache
from tests.factories.campaigns import make_running
from tests.factories.orders import make_sku, make_store
from tests.switches import Killed, kill_at

BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15"


def look(times=1, slug="", store=1, agent=BROWSER, address="10.0.0.1"):
    for _n in range(times):
        traffic.seen(store, f"p/{slug}" if slug else traffic.STORE, address=address, agent=agent)


def of_store(store):
    return DailyTraffic.objects.get(store=store, product=None, campaign=None)


@pytest.mark.django_db
def test_a_product_page_counts_for_the_product_and_its_store():
    store = make_store()
    sku = make_sku(store)
    client = Client(headers={"user-agent": BROWSER})
    assert client.get(f"/p/{sku.product.slug}/").status_code == 200
    assert client.get("/").status_code == 200
    assert rollup.roll_up() == 3
    row = DailyTraffic.objects.get(product=sku.product)
    assert (row.views, row.visitors, row.day) == (1, 1, clock.today())
    assert row.views_by_hour[clock.local_now().hour] == 1
    assert (of_store(store).views, of_store(store).visitors) == (2, 1)


@pytest.mark.django_db
def test_bots_prefetching_and_missing_pages_count_nothing():
    sku = make_sku(make_store())
    page = f"/p/{sku.product.slug}/"
    Client(headers={"user-agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"}).get(page)
    Client().get(page)
    Client(headers={"user-agent": BROWSER, "sec-purpose": "prefetch"}).get(page)
    Client(headers={"user-agent": BROWSER}).get("/p/no-such-thing/")
    Client(headers={"user-agent": BROWSER}).head(page)
    assert rollup.roll_up() == 0
    assert not DailyTraffic.objects.exists()


@pytest.mark.django_db
def test_putting_into_the_cart_counts_for_the_product():
    store = make_store()
    sku = make_sku(store)
    Client(headers={"user-agent": BROWSER}).post("/cart/add/", {"sku": sku.pk, "units": 2})
    rollup.roll_up()
    assert DailyTraffic.objects.get(product=sku.product).carts == 1
    assert of_store(store).carts == 1


@pytest.mark.django_db
def test_two_visitors_are_two_and_the_same_one_twice_is_one():
    store = make_store()
    look(2, store=store.pk)
    look(1, store=store.pk, address="10.0.0.2")
    rollup.roll_up()
    look(1, store=store.pk)
    rollup.roll_up()
    assert (of_store(store).views, of_store(store).visitors) == (4, 2)


@pytest.mark.django_db
def test_a_visitor_of_a_campaigns_product_is_one_of_the_campaign():
    campaign = make_running()
    store, product = campaign.stores.get(), campaign.products.get()
    look(3, slug=product.slug, store=store.pk)
    traffic.seen(store.pk, f"a/{campaign.code}", address="10.0.0.9", agent=BROWSER)
    rollup.roll_up()
    row = DailyTraffic.objects.get(campaign=campaign)
    assert (row.views, row.visitors) == (1, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["traffic.taken", "traffic.before_commit", "traffic.applied"])
def test_a_worker_killed_in_the_middle_loses_nothing_and_counts_nothing_twice(monkeypatch, where):
    store = make_store()
    look(5, store=store.pk)
    with monkeypatch.context() as killer:
        kill_at(killer, where)
        with pytest.raises(Killed):
            rollup.roll_up()
    look(2, store=store.pk)
    for _n in range(4):
        rollup.roll_up()
    assert of_store(store).views == 7
    assert not TrafficBatch.objects.filter(applied_at=None).exists()
    assert not [key for key in traffic.client().scan_iter(traffic.key("taken:*"))]


@pytest.mark.django_db
def test_a_page_does_not_notice_that_redis_is_away(monkeypatch):
    sku = make_sku(make_store())
    monkeypatch.setattr(cache._cache, "_servers", ["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(cache._cache, "_pools", {})
    monkeypatch.setattr(cache._cache, "_clients", {})
    assert Client(headers={"user-agent": BROWSER}).get(f"/p/{sku.product.slug}/").status_code == 200
    traffic.put_into_cart(sku.pk, sku.pk)
    assert rollup.roll_up() == 0
    assert ForgivingCache.resting_until > 0


@pytest.mark.django_db
def test_counting_asks_the_database_nothing():
    sku = make_sku(make_store())
    page = f"/p/{sku.product.slug}/"
    counts = []
    for agent in ("", BROWSER):
        client = Client(headers={"user-agent": agent})
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            client.get(page)
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_no_cookie_is_set_for_counting():
    sku = make_sku(make_store())
    counted = Client(headers={"user-agent": BROWSER}).get(f"/p/{sku.product.slug}/")
    plain = Client().get(f"/p/{sku.product.slug}/")
    assert set(counted.cookies) == set(plain.cookies)
