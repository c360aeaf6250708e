"""Bring counted visits into the days: a heap is taken by renaming it, and enters the days with its mark in one transaction.

Whoever dies in the middle leaves either the heap in Redis and its row unmarked, or the row marked: the next round goes on from there.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction
from redis.exceptions import RedisError, ResponseError

from catalog.models import Listing, Sku
from marketing.models import Campaign, DailyTraffic, TrafficBatch
from marketing.models.traffic import HOURS
from marketing.services import traffic
from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.money import share_fen
from microstore.stores.services import shares

KEEP_BATCHES = timedelta(days=7)
AWAKE = [0] * 7 + [1, 2, 3, 4, 4, 5, 5, 4, 3, 3, 3, 4, 5, 7, 8, 6, 3]


def roll_up() -> int:
    """How many counts entered the days. Harmless at once with another one, and while Redis is away."""
    try:
        clear_applied()
        batch = TrafficBatch.objects.filter(applied_at=None).order_by("taken_at").first()
        if batch is None and not traffic.client().exists(traffic.key("now")):
            return 0
        return apply((batch or TrafficBatch.objects.create()).pk)
    except (RedisError, OSError):
        return 0


def apply(batch_id) -> int:
    with transaction.atomic():
        batch = TrafficBatch.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=batch_id, applied_at=None).first()
        if batch is None:
            return 0
        counts = take(batch)
        fault_point("traffic.taken")
        write(counts)
        batch.counts = sum(sum(hours.values()) for of_page in counts.values() for hours in of_page.values())
        batch.applied_at = clock.now()
        batch.save(update_fields=["counts", "applied_at"])
        fault_point("traffic.before_commit")
    fault_point("traffic.applied")
    clear_applied()
    return batch.counts


def take(batch: TrafficBatch) -> dict:
    """The heap of this row: what was renamed for it earlier, else all that has been counted since."""
    place = traffic.key(f"taken:{batch.pk}")
    if not traffic.client().exists(place):
        try:
            traffic.client().rename(traffic.key("now"), place)
        except ResponseError:  # nothing was counted
            return {}
    return traffic.read(traffic.client().hgetall(place))


def clear_applied() -> None:
    """Only what has entered the days is thrown away."""
    for batch in TrafficBatch.objects.filter(applied_at__isnull=False, cleared_at=None)[:20]:
        traffic.client().delete(traffic.key(f"taken:{batch.pk}"))
        TrafficBatch.objects.filter(pk=batch.pk).update(cleared_at=clock.now())
    TrafficBatch.objects.filter(cleared_at__lt=clock.now() - KEEP_BATCHES).delete()


def write(counts: dict) -> None:
    """Add the counts to their days, and set how many different visitors there were so far."""
    if not counts:
        return
    shares.note_days(_by_links(counts))
    added = _by_row(counts)
    seen = _visitors(added, counts)
    stores, days = {row[0] for row in added}, {row[3] for row in added}
    kept = {
        (row.store_id, row.product_id, row.campaign_id, row.day): row
        for row in locked(DailyTraffic.objects.filter(store__in=stores, day__in=days))
    }
    rows = [_summed(kept.get(place), place, hours, seen.get(place, 0)) for place, hours in added.items()]
    fields = ["views", "visitors", "carts", "views_by_hour", "carts_by_hour"]
    DailyTraffic.objects.bulk_create([row for row in rows if row.pk is None])
    DailyTraffic.objects.bulk_update([row for row in rows if row.pk is not None], fields, batch_size=500)


def _by_links(counts: dict) -> list[tuple]:
    """What came by the links of colleagues (``b/<code>``)."""
    return [
        (page[2:], store_id, day_of(day), sum(of_page["views"].values()), traffic.visitors(traffic.seen_key(store_id, page, day)))
        for (store_id, page, day), of_page in counts.items() if page.startswith("b/")
    ]  # fmt: skip


def _summed(row, place, hours: dict, visitors: int) -> DailyTraffic:
    store_id, product_id, campaign_id, day = place
    row = row or DailyTraffic(store_id=store_id, product_id=product_id, campaign_id=campaign_id, day=day)
    for name in ("views", "carts"):
        by_hour = [old + hours[name].get(hour, 0) for hour, old in zip(range(HOURS), getattr(row, f"{name}_by_hour"), strict=True)]
        setattr(row, f"{name}_by_hour", by_hour)
        setattr(row, name, sum(by_hour))
    row.visitors = max(row.visitors, visitors)
    return row


def day_of(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 – a day, not a moment


def _by_row(counts: dict) -> dict[tuple, dict]:
    """(store, product, campaign, day) → what → hour → count. Pages nobody knows any more count for their store alone."""
    products, campaigns = _products(counts), _campaigns(counts)
    rows: dict = defaultdict(lambda: {"views": defaultdict(int), "carts": defaultdict(int)})
    for (store_id, page, day), of_page in counts.items():
        if page == traffic.STORE:
            places = [(None, None)]
        elif page.startswith("a/"):
            places = [(None, campaigns[page])] if page in campaigns else []
        else:
            places = [(products[store_id, page], None)] if (store_id, page) in products else []
        for product_id, campaign_id in places:
            for what, hours in of_page.items():
                for hour, count in hours.items():
                    rows[store_id, product_id, campaign_id, day_of(day)][what][hour] += count
    return rows


def _products(counts: dict) -> dict[tuple[int, str], int]:
    """(store, page) → product, for pages of products (``p/<slug>``) and SKUs put into carts (``s/<id>``)."""
    slugs = {page[2:] for _store, page, _day in counts if page.startswith("p/")}
    skus = {int(page[2:]) for _store, page, _day in counts if page.startswith("s/")}
    listed = Listing.objects.filter(store__in={place[0] for place in counts}, slug__in=slugs).values_list("store", "slug", "product")
    found = {(store, f"p/{slug}"): product for store, slug, product in listed}
    of_sku = dict(Sku.objects.filter(pk__in=skus).values_list("pk", "product"))
    return found | {
        (store, page): of_sku[int(page[2:])] for store, page, _day in counts if page.startswith("s/") and int(page[2:]) in of_sku
    }


def _campaigns(counts: dict) -> dict[str, int]:
    codes = {page[2:] for _store, page, _day in counts if page.startswith("a/")}
    return {f"a/{code}": pk for code, pk in Campaign.objects.filter(code__in=codes).values_list("code", "pk")} if codes else {}


def _visitors(added: dict, counts: dict) -> dict[tuple, int]:
    """Different visitors of each row so far today; those of a campaign saw its page or one of its products."""
    found = {}
    products = _products(counts)
    for store_id, page, day in counts:
        if page == traffic.STORE:
            found[store_id, None, None, day_of(day)] = traffic.visitors(traffic.seen_key(store_id, page, day))
        elif (store_id, page) in products and page.startswith("p/"):
            found[store_id, products[store_id, page], None, day_of(day)] = traffic.visitors(traffic.seen_key(store_id, page, day))
    for store_id, day in {(store_id, day) for store_id, _page, day in counts}:
        for campaign in _running(store_id, day_of(day)):
            place = (store_id, None, campaign.pk, day_of(day))
            added[place]  # a row of its own even when only its products were seen
            found[place] = traffic.visitors(*_pages_of(campaign, store_id, day))
    return found


def _running(store_id: int, day: date):
    first, until = day_bounds(day)
    return Campaign.objects.between(first, until).filter(stores=store_id, started_at__isnull=False)


def _pages_of(campaign: Campaign, store_id: int, day: str) -> list[str]:
    slugs = Listing.objects.filter(store=store_id, product__in=campaign.products.all()).values_list("slug", flat=True)
    pages = [f"a/{campaign.code}", *(f"p/{slug}" for slug in slugs)]
    return [traffic.seen_key(store_id, page, day) for page in pages]


def tell_day(store, day: date, numbers: tuple[int, int, int], *, product=None, campaign=None) -> DailyTraffic:
    """A day of the past as it is told, for the demo: (views, visitors, carts), spread over the hours people are awake."""
    views, visitors, carts = numbers
    told = {
        "views": views, "visitors": visitors, "carts": carts,
        "views_by_hour": share_fen(views, AWAKE), "carts_by_hour": share_fen(carts, AWAKE),
    }  # fmt: skip
    return DailyTraffic.objects.update_or_create(store=store, product=product, campaign=campaign, day=day, defaults=told)[0]
