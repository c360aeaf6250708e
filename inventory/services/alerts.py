"""What people do about low stock: order, say that it is on its way, say why not, and set the levels (duties P8, W7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from catalog.models import Sku, Supplier
from inventory.events import StockAlertAnswered, StockLevelSet
from inventory.models import Answer, Receipt, StockAlert, StockCover, StockLevel, Warehouse
from inventory.services import receiving
from inventory.services.cover import facts_of, sweep
from inventory.services.proposing import Proposal, Rules, propose
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish_all
from microstore.core.sentences import gettext as _

ANSWERS = ["answer", "reason", "expected_on", "receipt", "answered_at", "answered_by", "remind_at", "escalate_at"]


@dataclass(frozen=True)
class LevelGiven:
    """What a person set. Neither units nor days: the register's days decide."""

    units: int | None = None
    cover_days: int | None = None
    lead_days: int | None = None
    moq: int = 1
    pack: int = 1


def proposal_for(sku_id: int, warehouse_id: int | None = None) -> Proposal | None:
    """The proposal as of this moment, with everything that led to it; None for what is not watched."""
    return next((propose(facts, Rules.current()) for facts in facts_of([sku_id]) if facts.warehouse_id == warehouse_id), None)


@transaction.atomic
def order(alert: StockAlert, *, supplier: Supplier, warehouse: Warehouse, units: int, expected_on: date, by) -> Receipt:
    """Announce the delivery that answers the alert. Refuses a supplier who may not supply these goods and a day that is over."""
    alert.begin("answer")
    if alert.receipt_id and alert.answer == Answer.ORDERED and alert.expected_on >= clock.today():
        raise Refused(_("Delivery %(number)s is ordered already.") % {"number": alert.receipt})
    receipt = _announce(alert.sku, supplier, warehouse, units, expected_on, by)
    _answer(alert, Answer.ORDERED, by, expected_on=expected_on, receipt=receipt)
    sweep([alert.sku_id])
    return receipt


@transaction.atomic
def expect(alert: StockAlert, *, expected_on: date, reason: str, by) -> None:
    """The goods are on their way already. After that day without them the alert waits again."""
    alert.begin("answer")
    _require_future(expected_on)
    _answer(alert, Answer.EXPECTED, by, expected_on=expected_on, reason=reason)


@transaction.atomic
def decline(alert: StockAlert, *, reason: str, by) -> None:
    """Nothing is ordered. Refuses without a reason."""
    if not reason.strip():
        raise Refused(_("Say why nothing is ordered."))
    alert.begin("answer")
    _answer(alert, Answer.NO_NEED, by, reason=reason)


@transaction.atomic
def order_proposed(cover: StockCover, *, by) -> Receipt:
    """One click in the replenishment list: the proposed units from the product's supplier, and the open alert is answered."""
    alert = StockAlert.objects.unclosed().filter(sku_id=cover.sku_id, warehouse_id=cover.warehouse_id).first()
    proposal = proposal_for(cover.sku_id, cover.warehouse_id)
    if proposal is None or not proposal.units:
        raise Refused(_("Nothing is proposed for %(sku)s.") % {"sku": cover.sku})
    given = {
        "supplier": cover.sku.product.supplier, "warehouse": cover.warehouse or usual_warehouse(cover.sku), "units": proposal.units,
        "expected_on": clock.today() + timedelta(days=proposal.lead_days), "by": by,
    }  # fmt: skip
    if alert is not None:
        return order(alert, **given)
    receipt = _announce(cover.sku, **given)
    sweep([cover.sku_id])
    return receipt


@transaction.atomic
def set_levels(skus: Iterable[Sku], given: LevelGiven, *, by, warehouse: Warehouse | None = None) -> int:
    """Set the level of these SKUs and look at them at once. Refuses units together with days."""
    skus = list(skus)
    if given.units is not None and given.cover_days is not None:
        raise Refused(_("A level is either units or days of sales, not both."))
    if given.moq < 1 or given.pack < 1:
        raise Refused(_("At least one unit must be ordered."))
    rows = StockLevel.objects.bulk_create(
        [StockLevel(sku=sku, warehouse=warehouse, **vars(given)) for sku in sorted(skus, key=lambda sku: sku.pk)],
        update_conflicts=True, unique_fields=["sku", "warehouse"], update_fields=list(vars(given)),
    )  # fmt: skip
    publish_all([(StockLevelSet(sku.code, given.units, given.cover_days), Sku, sku.pk) for sku in skus], by=by)
    sweep([sku.pk for sku in skus])
    return len(rows)


def usual_warehouse(sku: Sku) -> Warehouse | None:
    """Where goods of this SKU arrived last; else the first warehouse."""
    last = Receipt.objects.filter(lines__sku=sku, warehouse__is_active=True).order_by("-pk").select_related("warehouse").first()
    return last.warehouse if last else Warehouse.objects.active().first()


def _announce(sku, supplier, warehouse, units, expected_on, by) -> Receipt:
    _require_future(expected_on)
    return receiving.announce(supplier=supplier, warehouse=warehouse, lines=[(sku, units)], expected_on=expected_on, by=by)


def _answer(alert, answer, by, *, reason="", expected_on=None, receipt=None) -> None:
    alert.answer, alert.reason, alert.expected_on, alert.receipt = answer, reason.strip()[:300], expected_on, receipt
    alert.answered_at, alert.answered_by = alert.answered_at or clock.now(), by
    alert.remind_at = alert.escalate_at = None
    told = StockAlertAnswered(str(answer), expected_on.isoformat() if expected_on else "", receipt.number if receipt else "")
    alert.finish("answer", told, by=by, reason=reason, save=ANSWERS)


def _require_future(day: date) -> None:
    if day < clock.today():
        raise Refused(_("That day is over."))
