"""Competitors' prices: seen, kept, compared with ours (duties P3, P6, L12)."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction

from catalog import measures
from catalog.models import CompetitorProduct, PriceObservation, Sku
from catalog.selection import norms
from catalog.selection.events import PriceObserved, RivalLinked
from catalog.services import prices
from microstore.core import clock, files
from microstore.core.errors import Refused
from microstore.core.events import publish, publish_all
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

NEWEST = ["newest_fen", "newest_on", "newest_promo", "before_fen"]
BATCH = 500


@dataclass(frozen=True)
class DayGap:
    """The same by the day of use, where both labels tell how many pieces a day are taken."""

    ours_fen: int
    rival: CompetitorProduct
    per_cent: int

    @property
    def theirs_fen(self) -> int:
        return self.rival.day_fen


@dataclass(frozen=True)
class Gap:
    """How our price stands to the cheapest newest price of the competitors linked to a SKU, each reckoned for as much as our pack holds.

    ``per_cent`` is how far ours lies above theirs (negative: below), rounded; None while we have no price. ``rivals`` are all that
    count, cheapest first, ``reckoned`` their prices for our pack."""

    sku_id: int
    ours_fen: int | None
    rivals: tuple[CompetitorProduct, ...]
    reckoned: tuple[int, ...]

    @property
    def rival(self) -> CompetitorProduct:
        return self.rivals[0]

    @property
    def theirs_fen(self) -> int:
        return self.reckoned[0]

    @property
    def is_reckoned(self) -> bool:
        """Whether their pack holds more or less than ours."""
        return self.theirs_fen != self.rival.newest_fen

    @property
    def seen_on(self) -> date:
        return self.rival.newest_on

    @property
    def per_cent(self) -> int | None:
        return None if self.ours_fen is None else per_cent(self.ours_fen, self.theirs_fen)

    @property
    def by_day(self) -> DayGap | None:
        return self.by_day_at(self.ours_fen)

    def by_day_at(self, ours_fen: int | None) -> DayGap | None:
        """Against the competitor whose day of use is the cheapest; None while ours or all of theirs is unknown."""
        days, known = self.rival.sku.days_of_supply, [rival for rival in self.rivals if rival.days_of_supply]
        if not ours_fen or not days or not known:
            return None
        best = min(known, key=lambda rival: (Fraction(rival.newest_fen, rival.days_of_supply), rival.pk))
        gap = per_cent(ours_fen * best.days_of_supply, best.newest_fen * days)
        return DayGap(measures.each(ours_fen, days), best, gap)


def per_cent(ours_fen: int, theirs_fen: int) -> int:
    """How far ours lies above theirs, to the nearest per cent."""
    return round((ours_fen - theirs_fen) * 100 / theirs_fen)


def gap(sku, *, ours_fen: int | None = None, store=None) -> Gap | None:
    """``ours_fen`` is a price that is only thought of; without it the price in force in ``store``, or the base price. None while no
    competitor's price is known that still counts."""
    return gaps([sku.pk], store=store, prices={sku.pk: ours_fen} if ours_fen is not None else None).get(sku.pk)


def gaps(sku_ids: Iterable[int], *, store=None, prices: dict[int, int] | None = None) -> dict[int, Gap]:
    """For many SKUs in two queries, or one when ``prices`` (SKU id → fen) are given. SKUs without a competitor's price are absent."""
    found: dict[int, list[CompetitorProduct]] = {}
    for rival in counting().filter(sku__in=list(sku_ids)).select_related("competitor", "sku").order_by("sku", "pk"):
        found.setdefault(rival.sku_id, []).append(rival)
    ours = _current(found, store) if prices is None else prices
    return {pk: _gap(pk, ours.get(pk), rivals) for pk, rivals in found.items()}


def _gap(sku_id: int, ours_fen: int | None, rivals: list[CompetitorProduct]) -> Gap:
    pairs = sorted(((reckoned(rival), rival.pk, rival) for rival in rivals), key=lambda pair: pair[:2])
    return Gap(sku_id, ours_fen, tuple(rival for *__, rival in pairs), tuple(fen for fen, *__ in pairs))


def reckoned(rival: CompetitorProduct) -> int:
    """Its newest price, for as much as our pack that it is linked to holds."""
    return measures.in_our_pack(rival.newest_fen, rival.sku.spec, rival.spec or rival.name)


def counting():
    """Watched products of competitors whose newest price is fresh enough to count."""
    since = clock.today() - timedelta(days=norms.PRICE_AGE.value)
    return CompetitorProduct.objects.watched().filter(newest_on__gte=since, newest_fen__isnull=False)


def _current(sku_ids, store) -> dict[int, int]:
    return {pk: price.amount_fen for pk, price in prices.current(list(sku_ids), store).items()}


@dataclass(frozen=True)
class Seen:
    """One look at a price, as a list tells of it; the product may not be known yet."""

    competitor_id: int
    name: str
    spec: str
    price_fen: int
    seen_on: date
    promo: str = ""
    url: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        return (self.competitor_id, self.name, self.spec)


@transaction.atomic
def observe(  # noqa: PLR0913
    rival, *, price_fen: int, seen_on: date | None = None, promo="", source=PriceObservation.Source.PAGE, url="", screenshot=None, by=None
) -> PriceObservation:
    """Keep what was seen; the newest one stands on the product and an alarm opens or closes with it. Refuses a day to come.

    ``screenshot`` is an upload."""
    seen_on = seen_on or clock.today()
    _require_sense(price_fen, seen_on)
    rival = locked(CompetitorProduct.objects.filter(pk=rival.pk)).get()
    kept = files.store_scan(screenshot, kind="market", by=by) if screenshot else None
    seen = PriceObservation.objects.create(
        rival=rival, price_fen=price_fen, promo=promo.strip(), seen_on=seen_on, source=source, url=url or rival.url, screenshot=kept, by=by)
    _write_newest([rival])
    publish(PriceObserved(price_fen, seen_on.isoformat(), seen.promo), about=rival, by=by)
    _follow([rival])
    return seen


@transaction.atomic
def observe_all(seen: list[Seen], *, by) -> None:
    """The same for a whole list, all or none: as many statements for a thousand looks as for one. New products are recorded with it."""
    for one in seen:
        _require_sense(one.price_fen, one.seen_on)
    rivals = _rivals_of(seen)
    PriceObservation.objects.bulk_create(
        (PriceObservation(
            rival=rivals[one.key], price_fen=one.price_fen, promo=one.promo, seen_on=one.seen_on, source=PriceObservation.Source.OTHER,
            url=one.url or rivals[one.key].url, by=by) for one in seen), batch_size=BATCH)  # fmt: skip
    _write_newest(rivals.values())
    told = [(PriceObserved(one.price_fen, one.seen_on.isoformat(), one.promo), CompetitorProduct, rivals[one.key].pk) for one in seen]
    publish_all(told, by=by)
    _follow(rivals.values())


def _require_sense(price_fen: int, seen_on: date) -> None:
    if seen_on > clock.today():
        raise Refused(_("That day is still to come."))
    if price_fen <= 0:
        raise Refused(_("A price must be above zero."))


def _rivals_of(seen: list[Seen]) -> dict[tuple, CompetitorProduct]:
    """The products that the list names, locked; those nobody knew are made."""
    wanted = {one.key: one for one in seen}
    named = CompetitorProduct.objects.filter(competitor__in={one.competitor_id for one in seen}, name__in={one.name for one in seen})
    known = {(row.competitor_id, row.name, row.spec) for row in named}
    CompetitorProduct.objects.bulk_create(
        (CompetitorProduct(competitor_id=one.competitor_id, name=one.name, spec=one.spec, url=one.url)
         for key, one in sorted(wanted.items()) if key not in known), ignore_conflicts=True, batch_size=BATCH)  # fmt: skip
    ids = [pk for pk, *key in named.values_list("pk", "competitor", "name", "spec") if tuple(key) in wanted]
    return {(row.competitor_id, row.name, row.spec): row for row in locked(CompetitorProduct.objects.filter(pk__in=ids))}


def _write_newest(rivals: Iterable[CompetitorProduct]) -> None:
    """Repeat the newest observation on the locked products, and the last price that was another one. One look at each price is read."""
    rows = list(rivals)
    looks: dict[int, list[PriceObservation]] = {}
    last = PriceObservation.objects.filter(rival__in=rows).order_by("rival_id", "price_fen", "-seen_on", "-pk")
    for seen in last.distinct("rival_id", "price_fen"):
        looks.setdefault(seen.rival_id, []).append(seen)
    for rival in rows:
        newest, *earlier = sorted(looks[rival.pk], key=lambda seen: (seen.seen_on, seen.pk), reverse=True)
        rival.newest_fen, rival.newest_on, rival.newest_promo = newest.price_fen, newest.seen_on, newest.promo
        rival.before_fen = earlier[0].price_fen if earlier else None
    CompetitorProduct.objects.bulk_update(rows, NEWEST, batch_size=BATCH)


@transaction.atomic
def link(rival, sku: Sku | None, *, by=None) -> None:
    """Say which pack size of ours it stands against, or that there is none."""
    rival = locked(CompetitorProduct.objects.filter(pk=rival.pk)).get()
    before, rival.sku = rival.sku, sku
    rival.save(update_fields=["sku"])
    publish(RivalLinked(sku.code if sku else ""), about=rival, by=by)
    for changed in sorted({one.pk for one in (before, sku) if one}):
        _sweep([changed])


def _follow(rivals: Iterable[CompetitorProduct]) -> None:
    skus = sorted({rival.sku_id for rival in rivals if rival.sku_id})
    for start in range(0, len(skus), BATCH):
        _sweep(skus[start : start + BATCH])


def _sweep(sku_ids) -> None:
    from catalog.selection.services import alarms  # alarms stand on the gap above

    alarms.sweep(sku_ids)
