"""News of the warehouse's books."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("inventory.receipt_announced")
@dataclass(frozen=True)
class ReceiptAnnounced:
    receipt_number: str
    lines: int
    label: ClassVar = _("Delivery announced")


@news("inventory.costs_entered")
@dataclass(frozen=True)
class CostsEntered:
    """The amounts stand on the lines; news carry how many changed."""

    receipt_number: str
    lines: int
    label: ClassVar = _("Purchase prices entered")


@news("inventory.receipt_arrived")
@dataclass(frozen=True)
class ReceiptArrived:
    receipt_number: str
    label: ClassVar = _("Delivery arrived")


@news("inventory.receipt_closed")
@dataclass(frozen=True)
class ReceiptClosed:
    receipt_number: str
    label: ClassVar = _("Delivery finished")


@news("inventory.line_received")
@dataclass(frozen=True)
class LineReceived:
    receipt_number: str
    sku_code: str
    batch_number: str
    units: int
    label: ClassVar = _("Goods received")


@news("inventory.line_inspected")
@dataclass(frozen=True)
class LineInspected:
    receipt_number: str
    sku_code: str
    batch_number: str
    passed: bool
    label: ClassVar = _("Goods inspected")


@news("inventory.line_put_away")
@dataclass(frozen=True)
class LinePutAway:
    receipt_number: str
    sku_code: str
    batch_number: str
    units: int
    bin_code: str
    label: ClassVar = _("Goods put away")


@news("inventory.batch_received")
@dataclass(frozen=True)
class BatchReceived:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Batch received")


@news("inventory.batch_inspected")
@dataclass(frozen=True)
class BatchInspected:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Batch in inspection")


@news("inventory.batch_released")
@dataclass(frozen=True)
class BatchReleased:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Batch released for sale")


@news("inventory.batch_report_kept")
@dataclass(frozen=True)
class BatchReportKept:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Inspection report added")


@news("inventory.batch_rejected")
@dataclass(frozen=True)
class BatchRejected:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Batch rejected")


@news("inventory.batch_held")
@dataclass(frozen=True)
class BatchHeld:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Batch put on hold")


@news("inventory.batch_unheld")
@dataclass(frozen=True)
class BatchUnheld:
    sku_code: str
    batch_number: str
    label: ClassVar = _("Hold ended")


@news("inventory.batch_aged")
@dataclass(frozen=True)
class BatchAged:
    """A batch went to another stage of its life by its date alone, or because the rule was changed."""

    sku_code: str
    batch_number: str
    state: str
    days_left: int
    label: ClassVar = _("Batch reached another stage of its life")


@news("inventory.rule_changed")
@dataclass(frozen=True)
class StockRuleChanged:
    min_life_days: int
    near_expiry_days: int
    label: ClassVar = _("Stock rule changed")


@news("inventory.reservation_moved")
@dataclass(frozen=True)
class ReservationMoved:
    """The goods promised to ``reference`` now come from other batches or bins; whatever was planned must be planned anew."""

    reference: str
    sku_code: str
    units: int
    label: ClassVar = _("Reservation moved to another batch")


@news("inventory.reservation_short")
@dataclass(frozen=True)
class ReservationShort:
    """The batch promised to ``reference`` may not be sold any more and nothing else is left: a person must decide."""

    reference: str
    sku_code: str
    units: int
    label: ClassVar = _("Reservation lost its stock")


@news("inventory.return_announced")
@dataclass(frozen=True)
class ReturnAnnounced:
    return_number: str
    reference: str
    label: ClassVar = _("Return announced")


@news("inventory.return_sent")
@dataclass(frozen=True)
class ReturnSent:
    return_number: str
    label: ClassVar = _("Return sent by the customer")


@news("inventory.return_called_off")
@dataclass(frozen=True)
class ReturnCalledOff:
    return_number: str
    reference: str
    label: ClassVar = _("Return called off")


@news("inventory.return_received")
@dataclass(frozen=True)
class ReturnReceived:
    """The result of the inspection: whether all units came, of the batches that were shipped, still sealed."""

    return_number: str
    reference: str
    is_complete: bool
    is_same_batch: bool
    is_sealed: bool
    label: ClassVar = _("Return received and inspected")


@news("inventory.returned_restocked")
@dataclass(frozen=True)
class ReturnedRestocked:
    return_number: str
    batch_number: str
    units: int
    bin_code: str
    label: ClassVar = _("Returned goods put back on sale")


@news("inventory.returned_destroyed")
@dataclass(frozen=True)
class ReturnedDestroyed:
    return_number: str
    batch_number: str
    units: int
    label: ClassVar = _("Returned goods destroyed")


@news("inventory.alert_opened")
@dataclass(frozen=True)
class StockAlertOpened:
    available: int
    level: int
    proposed: int
    label: ClassVar = _("Stock fell below its level")


@news("inventory.alert_answered")
@dataclass(frozen=True)
class StockAlertAnswered:
    answer: str
    expected_on: str = ""
    receipt_number: str = ""
    label: ClassVar = _("Stock alert answered")


@news("inventory.alert_escalated")
@dataclass(frozen=True)
class StockAlertEscalated:
    label: ClassVar = _("Stock alert told to operations")


@news("inventory.alert_lapsed")
@dataclass(frozen=True)
class StockAlertLapsed:
    expected_on: str
    label: ClassVar = _("The expected day passed without the goods")


@news("inventory.alert_closed")
@dataclass(frozen=True)
class StockAlertClosed:
    why: str
    label: ClassVar = _("Stock alert closed")


@news("inventory.level_set")
@dataclass(frozen=True)
class StockLevelSet:
    sku_code: str
    units: int | None
    cover_days: int | None
    label: ClassVar = _("Stock level set")


@news("store.warehouses_chosen")
@dataclass(frozen=True)
class WarehousesChosen:
    """None: the store ships from all."""

    code: str
    warehouses: list[str]
    label: ClassVar = _("Warehouses chosen")
