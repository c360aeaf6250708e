"""Competitor price alarms: open while our price lies too far above a competitor's, closed by themselves (duty L12)."""
from collections.abc import Iterable

from django.db import transaction

from catalog.models import PriceAlarm, Sku
from catalog.selection import norms
from catalog.selection.events import PriceAlarmAnswered, PriceAlarmClosed, PriceAlarmOpened
from catalog.selection.services import market
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.money import format_yuan
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging

BATCH = 500


def sweep_all() -> dict[str, int]:
    """Every SKU that has a competitor or an open alarm, in batches, each in its own transaction."""
    told = {"opened": 0, "closed": 0}
    last = 0
    while batch := list(_concerned().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        for name, count in sweep(batch).items():
            told[name] += count
        last = batch[-1]
    return told


def _concerned():
    with_rival = market.counting().exclude(sku=None).values("sku")
    with_alarm = PriceAlarm.objects.exclude(state=PriceAlarm.State.CLOSED).values("sku")
    return Sku.objects.filter(pk__in=with_rival.union(with_alarm).values("sku"))


@transaction.atomic
def sweep(sku_ids: Iterable[int]) -> dict[str, int]:
    """Open what is missing and close what is over, for these SKUs. The SKUs are locked, so that two workers open one alarm."""
    skus = list(locked(Sku.objects.filter(pk__in=list(sku_ids)).select_related("product")))
    gaps = market.gaps([sku.pk for sku in skus])
    standing = {alarm.sku_id: alarm for alarm in PriceAlarm.objects.filter(sku__in=skus).exclude(state=PriceAlarm.State.CLOSED)}
    told = {"opened": 0, "closed": 0}
    for sku in skus:
        gap, alarm = gaps.get(sku.pk), standing.get(sku.pk)
        if is_too_wide(sku, gap) and alarm is None:
            _open(sku, gap)
            told["opened"] += 1
        elif alarm is not None and not is_too_wide(sku, gap):
            _close(alarm)
            told["closed"] += 1
    return told


def is_too_wide(sku, gap) -> bool:
    """Only what is on sale competes."""
    on_sale = sku.is_active and sku.product.is_live
    return bool(on_sale and gap and gap.per_cent is not None and gap.per_cent > norms.GAP_ALARM.value)


def _open(sku, gap) -> None:
    alarm = PriceAlarm.objects.create(
        sku=sku, rival=gap.rival, owner_id=sku.product.owner_id, ours_fen=gap.ours_fen, theirs_fen=gap.theirs_fen, per_cent=gap.per_cent,
        opened_at=clock.now())
    publish(PriceAlarmOpened(sku.code, gap.per_cent), about=alarm)
    owner = sku.product.owner
    if owner and owner.is_active:
        words = {
            "sku": sku.code, "product": sku.product.name, "percent": gap.per_cent, "ours": format_yuan(gap.ours_fen),
            "theirs": format_yuan(gap.theirs_fen), "competitor": gap.rival.competitor.name, "id": alarm.pk}
        messaging.send("selection.price_alarm", to=owner, context=words, key=f"selection.price_alarm:{alarm.pk}", channels=("inbox",))


def _close(alarm) -> None:
    alarm.begin("close_alarm")
    alarm.closed_at = clock.now()
    alarm.finish("close_alarm", PriceAlarmClosed(alarm.sku.code), save=["closed_at"])


@transaction.atomic
def answer(alarm, *, text: str, by) -> None:
    """The responsible person says what is done about it, or why the price stays. Refuses without a word."""
    if not text.strip():
        raise Refused(_("Please write what is done about it, or why the price stays."))
    alarm.begin("answer_alarm")
    alarm.answer, alarm.answered_by, alarm.answered_at = text.strip()[:300], by, clock.now()
    alarm.finish(
        "answer_alarm", PriceAlarmAnswered(alarm.sku.code), by=by, reason=alarm.answer, save=["answer", "answered_by", "answered_at"])


def waiting_for(user):
    return PriceAlarm.objects.filter(state=PriceAlarm.State.OPEN, owner=user)
