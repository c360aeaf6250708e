"""The waybill, and the moment the parcel leaves the house."""

from django.db import transaction

from inventory.services import consume
from logistics.carriers import detect
from logistics.events import ShipmentSent, WaybillAsked, WaybillTaken
from logistics.models import Shipment, ShipmentState
from logistics.services.packing import PACKED_OR_AWAY
from logistics.services.planning import locked_order, parcels_left, planned_from, taken_from
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders.models import FulfilmentState
from orders.services import orders
from orders.services.channels.opening import require_clear

HOUSE_CARRIERS = ("yuantong", "zhongtong", "shunfeng", "yunda", "jd", "ems", "jtexpress")
GONE = (ShipmentState.SHIPPED, ShipmentState.DELIVERED)


def carrier_choices() -> list[tuple[str, str]]:
    """Carriers the house works with, as (code, name)."""
    names = detect.carrier_names()
    return [(code, names[code]) for code in HOUSE_CARRIERS if code in names]


@transaction.atomic
def ask_waybill(shipment: Shipment, carrier: str, *, by) -> None:
    """Note that a waybill is wanted; a task asks the carrier. Asking again after a refusal tries again."""
    shipment.lock()
    _require_packed(shipment)
    require_clear(shipment.order)
    if shipment.waybill:
        raise Refused(_("%(shipment)s has a waybill already.") % {"shipment": shipment})
    _require_known(carrier)
    shipment.carrier, shipment.waybill_wanted_at, shipment.waybill_trouble = carrier, clock.now(), ""
    shipment.save(update_fields=["carrier", "waybill_wanted_at", "waybill_trouble"])
    publish(WaybillAsked(shipment.number, carrier), about=shipment, by=by)


@transaction.atomic
def take_waybill(shipment: Shipment, carrier: str, waybill: str, *, by=None, sorting_code: str = "") -> str:
    """Record the number, tidied; the same one again changes nothing. Refuses numbers that cannot be this carrier's."""
    shipment.lock()
    number = _checked_number(carrier, waybill)
    if (shipment.carrier, shipment.waybill) == (carrier, number):
        return number
    _require_packed(shipment)
    if Shipment.objects.filter(carrier=carrier, waybill=number).exclude(pk=shipment.pk).exists():
        raise Refused(_("Waybill %(waybill)s belongs to another shipment.") % {"waybill": number})
    shipment.carrier, shipment.waybill, shipment.sorting_code = carrier, number, sorting_code[:40]
    shipment.waybill_wanted_at, shipment.waybill_trouble = None, ""
    shipment.save(update_fields=["carrier", "waybill", "sorting_code", "waybill_wanted_at", "waybill_trouble"])
    publish(WaybillTaken(shipment.number, carrier, number), about=shipment, by=by)
    return number


@transaction.atomic
def note_trouble(shipment: Shipment, sentence: str) -> None:
    """The carrier gave no number and asking again is no use: a person reads why."""
    shipment.lock()
    if not shipment.waybill:
        shipment.waybill_wanted_at, shipment.waybill_trouble = None, sentence[:200]
        shipment.save(update_fields=["waybill_wanted_at", "waybill_trouble"])


@transaction.atomic
def ship(shipment: Shipment, *, carrier: str, waybill: str, by) -> None:
    """The parcel leaves: waybill, stock, order and news together or not at all.

    Leaves only when all parcels of the order are packed. Locks order, shipment, stock, in this order."""
    order = locked_order(shipment)
    shipment.begin("ship")
    if order.fulfilment_state != FulfilmentState.PACKED or any(parcel.state not in PACKED_OR_AWAY for parcel in parcels_left(order)):
        raise Refused(_("Not all parcels of %(order)s are packed.") % {"order": order})
    number = take_waybill(shipment, carrier, waybill, by=by)
    shipment.shipped_at = clock.now()
    shipment.finish("ship", ShipmentSent(shipment.number, order.number, carrier, number), by=by, save=["shipped_at"])
    if all(parcel.state in GONE for parcel in parcels_left(order)):
        orders.mark_shipped(order, by=by)
    fault_point("logistics.ship.before_stock")
    picks = consume(order.number, by=by, warehouse=shipment.warehouse)
    if taken_from(picks) != planned_from(shipment):
        raise Refused(_("The batches of %(shipment)s were changed. Wait a moment and open it again.") % {"shipment": shipment})
    fault_point("logistics.ship.before_commit")


def _require_packed(shipment: Shipment) -> None:
    if shipment.state != ShipmentState.PACKED:
        raise Refused(_("%(shipment)s is not packed.") % {"shipment": shipment})


def _require_known(carrier: str) -> None:
    if carrier not in dict(carrier_choices()):
        raise Refused(_("Choose a carrier of the list."))


def _checked_number(carrier: str, waybill: str) -> str:
    _require_known(carrier)
    try:
        number = detect.tidy(waybill)
    except ValueError:
        raise Refused(_("“%(waybill)s” is not a waybill number.") % {"waybill": waybill[:40]}) from None
    if detect.is_certain(number) and carrier not in detect.carriers_of(number):
        names = detect.carrier_names()
        fits = detect.carriers_of(number)[0]
        raise Refused(_("%(waybill)s is a number of %(carrier)s.") % {"waybill": number, "carrier": names.get(fits, fits)})
    return number
