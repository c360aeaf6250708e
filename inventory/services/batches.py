"""A batch on hold, released from it, or growing old."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from inventory.events import BatchAged, BatchHeld, BatchReportKept, BatchUnheld, StockRuleChanged
from inventory.models import Batch, BatchState, StockRule
from inventory.models.batch import SELLABLE
from inventory.services import supplying
from inventory.services.facts import lock_stock_of, repeat_batch_facts, tell_catalogue
from inventory.services.replanning import replan
from microstore.core import clock, files
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@transaction.atomic
def hold(batch: Batch, *, reason: str, by) -> None:
    """Stop a batch at once (recall, complaint, quality): nothing of it is promised, picked or shipped until the hold ends.
    Promises that stood on it move to other batches or are reported as short."""
    if not reason.strip():
        raise Refused(_("Say why the batch is put on hold."))
    batch.begin("hold")
    batch.hold_reason = reason.strip()[:200]
    batch.finish("hold", BatchHeld(batch.sku.code, batch.number), by=by, reason=reason, save=["hold_reason"])
    supplying.tell_defect(batch)
    settle(batch.sku_id)
    fault_point("inventory.hold.before_commit")


@transaction.atomic
def unhold(batch: Batch, *, reason: str, by) -> None:
    """End the hold: the batch goes on where it stood in life, and serves promises that wait for stock."""
    if not reason.strip():
        raise Refused(_("Say why the hold ends."))
    batch.begin("unhold")
    batch.hold_reason = ""
    batch.finish("unhold", BatchUnheld(batch.sku.code, batch.number), by=by, reason=reason, save=["hold_reason"])
    supplying.take_defect_back(batch)
    settle(batch.sku_id)


@transaction.atomic
def keep_report(batch: Batch, upload, *, by) -> None:
    """Keep the maker's or laboratory's inspection report of a batch, a PDF or a picture; it takes the place of an earlier one.
    Customers read it beside the batch once it is released."""
    batch = locked(Batch.objects.filter(pk=batch.pk).select_related("sku")).get()
    batch.report = files.store_scan(upload, kind="batch-report", by=by)
    batch.save(update_fields=["report"])
    publish(BatchReportKept(batch.sku.code, batch.number), about=batch, by=by)


def age_batches() -> int:
    """Move every batch to the stage its date demands today, each in a transaction of its own; how many moved."""
    rule, today = StockRule.current(), clock.today()
    due = Batch.objects.filter(
        Q(state=BatchState.AVAILABLE, expires_on__lt=today + timedelta(days=rule.near_expiry_days))
        | Q(state=BatchState.NEAR_EXPIRY, expires_on__lt=today + timedelta(days=rule.min_life_days))
        | Q(state=BatchState.SALE_BLOCKED, expires_on__lt=today)
        | Q(state=BatchState.NEAR_EXPIRY, expires_on__gte=today + timedelta(days=rule.near_expiry_days))
        | Q(state=BatchState.SALE_BLOCKED, expires_on__gte=today + timedelta(days=rule.min_life_days))
    )
    return sum(age(batch, rule) for batch in due.order_by("pk").select_related("sku"))


@transaction.atomic
def age(batch: Batch, rule: StockRule | None = None, by=None) -> bool:
    """Move one batch to the stage its date demands; False when it stands there already."""
    batch.lock()
    move = _move_by_date(batch, rule or StockRule.current())
    if move is None:
        return False
    state = batch.flows["life"].moves[move].target
    batch.finish(move, BatchAged(batch.sku.code, batch.number, state, batch.days_left), by=by)
    settle(batch.sku_id)
    return True


@transaction.atomic
def change_rule(*, min_life_days: int, near_expiry_days: int, by) -> StockRule:
    """Set how much life goods must have left; the stock follows by its own news."""
    if near_expiry_days < min_life_days:
        raise Refused(_("Goods must be near expiry before they are too old to sell."))
    rule, _created = StockRule.objects.update_or_create(
        pk=1, defaults={"min_life_days": min_life_days, "near_expiry_days": near_expiry_days}
    )
    publish(StockRuleChanged(min_life_days, near_expiry_days), about=rule, by=by)
    return rule


def apply_rule() -> None:
    """Let every stock row repeat the rule in force; the stages of the batches follow with their daily ageing."""
    skus = sorted(set(Batch.objects.values_list("sku_id", flat=True)))
    lock_stock_of(skus)
    repeat_batch_facts(skus)
    tell_catalogue(skus)


def _move_by_date(batch: Batch, rule: StockRule) -> str | None:
    """The move that leads to the stage the date demands. A batch already expired or rejected has none."""
    if batch.expires_on is None or batch.state not in (*SELLABLE, BatchState.SALE_BLOCKED):
        return None
    if batch.days_left < 0:
        move = "expire"
    elif batch.days_left < rule.min_life_days:
        move = "block"
    elif batch.days_left < rule.near_expiry_days:
        move = "warn"
    else:
        move = "reopen"
    return move if batch.is_open(move) else None


def settle(sku_id: int) -> None:
    """After a batch changed: its stock rows repeat the change, promises move, the catalogue hears of it."""
    lock_stock_of([sku_id])
    repeat_batch_facts([sku_id])
    replan(sku_id)
    tell_catalogue([sku_id])
