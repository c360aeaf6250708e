"""At the shelf: start, scan, stop at a wrong item, finish when all is picked."""

from django.db import transaction
from django.db.models import F

from inventory.services import pick_plan
from logistics.events import PickingStarted, ShipmentPicked, WrongItemScanned
from logistics.models import Scan, ScanResult, Shipment, ShipmentLine, ShipmentState
from logistics.services.planning import locked_order, planned_lines, wanted_lines
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders.models import FulfilmentState
from orders.services import orders


@transaction.atomic
def start(shipment: Shipment, *, by) -> None:
    """Take the shipment. Refuses unpaid, unreviewed and held orders, and batches that may not be shipped."""
    order = locked_order(shipment)
    shipment.begin("start_picking")
    require_planned_goods(shipment)
    if order.fulfilment_state == FulfilmentState.WAITING:
        orders.mark_picking(order, by=by)
    shipment.picker = by
    shipment.finish("start_picking", PickingStarted(shipment.number), by=by, save=["picker"])


@transaction.atomic
def scan(shipment: Shipment, code: str, *, by, units: int = 1) -> Scan:
    """Count ``units`` of the line that ``code`` (barcode, SKU code or batch number) belongs to.

    A code of no open line is kept as a wrong scan and stops the shipment until ``put_back``."""
    shipment.lock()
    _require_picking(shipment)
    require_planned_goods(shipment)
    code = code.strip().upper()
    if not code:
        raise Refused(_("Scan or type a code."))
    line = next((line for line in open_lines(shipment) if code in _codes(line)), None)
    if line is None:
        publish(WrongItemScanned(shipment.number, code[:60]), about=shipment, by=by)
        return Scan.objects.create(shipment=shipment, code=code[:60], result=ScanResult.WRONG, by=by)
    _count(line, units)
    fault_point("logistics.scan.before_commit")
    if not open_lines(shipment):
        shipment.finish("end_picking", ShipmentPicked(shipment.number), by=by)
    return Scan.objects.create(shipment=shipment, line=line, code=code[:60], result=ScanResult.RIGHT, by=by)


@transaction.atomic
def put_back(shipment: Shipment, *, by) -> None:
    """The picker says that the wrong goods are back in their place: the stop ends. Twice is harmless."""
    shipment.lock()
    open_stop(shipment).update(put_back_at=clock.now())


def open_stop(shipment: Shipment):
    return shipment.scans.filter(result=ScanResult.WRONG, put_back_at=None)


def open_lines(shipment: Shipment) -> list[ShipmentLine]:
    """What is left to pick, in walking order."""
    return list(shipment.lines.filter(picked_units__lt=F("units")).select_related("order_line__sku", "order_line__bundle", "batch", "bin"))


def require_planned_goods(shipment: Shipment) -> None:
    """Refuse when the batches of the plan are not those the order is promised any more, or may not leave the house."""
    if wanted_lines(shipment.order, pick_plan(shipment.order.number), shipment.warehouse_id) != planned_lines(shipment):
        raise Refused(_("The batches of %(shipment)s were changed. Wait a moment and open it again.") % {"shipment": shipment})


def _require_picking(shipment: Shipment) -> None:
    if shipment.state != ShipmentState.PICKING:
        raise Refused(_("%(shipment)s is not being picked.") % {"shipment": shipment})
    if open_stop(shipment).exists():
        raise Refused(_("Put the wrong item back first."))


def _codes(line: ShipmentLine) -> set[str]:
    sku = line.order_line.sku
    return {code.upper() for code in (sku.barcode, sku.code, line.batch.number) if code}


def _count(line: ShipmentLine, units: int) -> None:
    if not 1 <= units <= line.left:
        raise Refused(_("Only %(left)d more of this line are wanted.") % {"left": line.left})
    line.picked_units += units
    line.save(update_fields=["picked_units"])
