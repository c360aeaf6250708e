"""News of the way from the shelf to the door."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("shipment.planned")
@dataclass(frozen=True)
class ShipmentPlanned:
    shipment_number: str
    order_number: str
    label: ClassVar = _("Shipment planned")


@news("shipment.replanned")
@dataclass(frozen=True)
class ShipmentReplanned:
    """Its goods come from other batches or bins now: whatever was picked goes back."""

    shipment_number: str
    order_number: str
    label: ClassVar = _("Shipment planned anew")


@news("shipment.cancelled")
@dataclass(frozen=True)
class ShipmentCancelled:
    shipment_number: str
    order_number: str
    label: ClassVar = _("Shipment cancelled")


@news("shipment.picking_started")
@dataclass(frozen=True)
class PickingStarted:
    shipment_number: str
    label: ClassVar = _("Picking started")


@news("shipment.picked")
@dataclass(frozen=True)
class ShipmentPicked:
    shipment_number: str
    label: ClassVar = _("All goods picked")


@news("shipment.wrong_item")
@dataclass(frozen=True)
class WrongItemScanned:
    shipment_number: str
    code: str
    label: ClassVar = _("Wrong item scanned")


@news("shipment.checked")
@dataclass(frozen=True)
class ShipmentChecked:
    shipment_number: str
    label: ClassVar = _("Checked before dispatch")


@news("shipment.packed")
@dataclass(frozen=True)
class ShipmentPacked:
    shipment_number: str
    weight_grams: int
    label: ClassVar = _("Packed")


@news("shipment.waybill_asked")
@dataclass(frozen=True)
class WaybillAsked:
    shipment_number: str
    carrier: str
    label: ClassVar = _("Waybill asked from the carrier")


@news("shipment.waybill_taken")
@dataclass(frozen=True)
class WaybillTaken:
    shipment_number: str
    carrier: str
    waybill: str
    label: ClassVar = _("Waybill number recorded")


@news("shipment.sent")
@dataclass(frozen=True)
class ShipmentSent:
    shipment_number: str
    order_number: str
    carrier: str
    waybill: str
    label: ClassVar = _("Handed to the carrier")


@news("shipment.delivered")
@dataclass(frozen=True)
class ShipmentDelivered:
    shipment_number: str
    order_number: str
    label: ClassVar = _("Delivered")


@news("shipment.reprinted")
@dataclass(frozen=True)
class Reprinted:
    shipment_number: str
    kind: str
    copy: int
    label: ClassVar = _("Printed again")
