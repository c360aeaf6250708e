"""The way of a price change: asked for, agreed to by whom the limits name, planned, in force, superseded (state C11)."""
from django.db import transaction
from django.db.models import Q

from catalog.models import Price, PriceChange, PriceChangeLine
from catalog.pricing import facts, limits, repeats, setting
from catalog.pricing.events import (
    AgainAsked,
    ChangeAgreed,
    ChangeApproved,
    ChangeAsked,
    ChangeDeclined,
    ChangeEffective,
    ChangeScheduled,
    ChangeSuperseded,
    ChangeTakenBack,
)
from catalog.pricing.setting import Terms, Wanted
from microstore.core import approvals, clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.models import Approval
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

State = PriceChange.State
KINDS = {post: f"price.{post}" for post in limits.Needs.values}


@transaction.atomic
def request(wanted: list[Wanted], terms: Terms, *, raise_reason: str = "", method: str = "") -> PriceChange:
    """Ask for one price or many together; what the asker may decide alone is in force, or planned, at once.

    Refuses without a reason, whatever cannot be set, a raise shortly before a promotion without a reason of its own (rule PR-06), and a
    price for a time that ended lately unless it is not called the last (rule PR-13)."""
    require_reason(terms.reason)
    setting.lock(row.sku.pk for row in wanted)
    setting.require_free(wanted, terms, clock.now())
    again = repeats.known(wanted, terms)
    looks = facts.looks(wanted, terms.starts)
    _require_reason_of_raise(looks, raise_reason)
    change = _write(looks, terms, raise_reason if any(look.promotion for look in looks) else "", method)
    publish(ChangeAsked(change.number, len(looks), change.needs), about=change, by=terms.by, reason=terms.reason)
    if again:
        publish(AgainAsked(change.number, sorted({price.sku.code for price in again})), about=change, by=terms.by)
    _go_on(change)
    return change


def _require_reason_of_raise(looks, raise_reason: str) -> None:
    flagged = next((look for look in looks if look.promotion), None)
    if flagged and not raise_reason.strip():
        raise Refused(_("%(sku)s is raised shortly before “%(promotion)s”. Give the reason of the raise (rule PR-06).") % {
            "sku": flagged.wanted.sku.code, "promotion": flagged.promotion})


def _write(looks, terms: Terms, raise_reason: str, method: str) -> PriceChange:
    posts = limits.in_order({post for look in looks for post in look.needs})
    stores = {look.wanted.store for look in looks}
    swings = [abs(look.swing) for look in looks if look.swing is not None]
    change = PriceChange.objects.create(
        number=next_number("PC"), store=stores.pop() if len(stores) == 1 else None, starts_at=terms.starts, ends_at=terms.until,
        reason=terms.reason.strip(), raise_reason=raise_reason.strip(), method=method, needs=posts,
        granted=limits.agreed_by_asking(posts, terms.by), percent=max(swings, default=None), asked_by=terms.by)
    PriceChangeLine.objects.bulk_create(_line(change, look) for look in looks)
    return change


def _line(change, look) -> PriceChangeLine:
    return PriceChangeLine(
        change=change, **look.wanted.fields, old_fen=look.old_fen, new_fen=look.new_fen, percent=look.percent, cost_fen=look.cost_fen,
        floor_fen=look.floor_fen, gap_percent=look.gap_percent, promotion=look.promotion, needs=look.needs)


def _go_on(change: PriceChange) -> None:
    """Ask whom nobody has asked yet, or, with all consents there, set the prices."""
    if not change.missing:
        _approve(change, by=change.asked_by)
        return
    asked = {approval.kind for approval in waiting(change)}
    for post in limits.next_level(change.missing):
        if KINDS[post] not in asked:
            approvals.ask(
                KINDS[post], subject=change, reason=change.reason, by=change.asked_by, percent=_shown(change.percent),
                store_id=change.store_id)


def _shown(percent):
    """What an approval has room for."""
    return None if percent is None else min(percent, 9999)


def waiting(change: PriceChange):
    return Approval.objects.filter(state=Approval.State.WAITING, subject_type=change._meta.label_lower, subject_id=change.pk)


@transaction.atomic
def agree(change: PriceChange, post: str, *, by, reason: str = "") -> None:
    """One post says yes; the last one sets the prices. Refuses when a price has changed since it was asked."""
    change.begin("approve")
    change.granted = [*change.granted, post]
    change.save(update_fields=["granted"])
    if change.missing:
        publish(ChangeAgreed(change.number, post), about=change, by=by, reason=reason)
        _go_on(change)
    else:
        _approve(change, by=by, reason=reason)


def _approve(change: PriceChange, *, by, reason: str = "") -> None:
    change.finish("approve", ChangeApproved(change.number), by=by, reason=reason)
    lines = list(change.lines.select_related("sku__product", "store"))
    _require_unchanged(lines)
    starts = change.starts_at if change.starts_at and change.starts_at > clock.now() else None
    wanted = [Wanted(line.sku, line.new_fen, line.store, line.channel, line.tier, line.from_units) for line in lines]
    setting.put(wanted, Terms(starts, change.ends_at, change.reason, change.asked_by, change))
    if starts:
        change.finish("schedule", ChangeScheduled(change.number, starts.isoformat()), by=by)
    else:
        _take_effect(change, len(lines), by=by)


def _require_unchanged(lines) -> None:
    wanted = [Wanted(line.sku, line.new_fen, line.store, line.channel, line.tier, line.from_units) for line in lines]
    for line, look in zip(lines, facts.looks(wanted), strict=True):
        if look.old_fen != line.old_fen:
            raise Refused(_("The price of %(sku)s has changed since this was asked. Decline it and ask anew.") % {"sku": line.sku.code})


def _take_effect(change: PriceChange, prices: int, *, by=None) -> None:
    change.effective_at = clock.now()
    change.finish("take_effect", ChangeEffective(change.number, prices), by=by, save=["effective_at"])
    _supersede(_ended_by(change))


@transaction.atomic
def decline(change: PriceChange, *, by, reason: str) -> None:
    """One no is enough; whoever else was asked need not answer."""
    change.begin("decline")
    change.finish("decline", ChangeDeclined(change.number), by=by, reason=reason)
    _close_requests(change)


@transaction.atomic
def take_back(change: PriceChange, *, by, reason: str) -> None:
    """A request by whoever asked, or a planned change before it begins. Refuses what has begun."""
    change.begin("take_back")
    if change.state == State.REQUESTED and change.asked_by_id != by.pk:
        raise Refused(_("Only the person who asked can take a waiting request back."))
    if change.state == State.SCHEDULED:
        setting.take_back(list(change.prices.filter(goes_on_after=None)), by=by, reason=reason)
    change.finish("take_back", ChangeTakenBack(change.number), by=by, reason=reason)
    _close_requests(change)


def _close_requests(change: PriceChange) -> None:
    for approval in waiting(change):
        approvals.withdraw(approval, by=approval.asked_by)


# ── what time does ─────────────────────────────────────────────────────────────────────────────────────────────────────
def follow(change_ids) -> None:
    """Prices of these changes have begun: the changes are in force, and those that have no price left are superseded."""
    for change in locked(PriceChange.objects.filter(pk__in=[pk for pk in change_ids if pk], state=State.SCHEDULED)):
        _take_effect(change, change.prices.filter(goes_on_after=None).count())


def _ended_by(change: PriceChange):
    """Changes whose prices stood where this one's stand now."""
    skus = change.lines.values("sku")
    return PriceChange.objects.filter(prices__sku__in=skus, state=State.EFFECTIVE).exclude(pk=change.pk).distinct()


def _supersede(changes) -> None:
    now = clock.now()
    alive = Price.objects.filter(Q(valid_until=None) | Q(valid_until__gt=now), change__isnull=False).values("change")
    for change in locked(PriceChange.objects.filter(pk__in=changes.exclude(pk__in=alive).values("pk"))):
        change.finish("supersede", ChangeSuperseded(change.number))
