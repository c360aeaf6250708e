"""Every copy that leaves the printer is on record."""

from django.db import transaction
from django.db.models import Max

from logistics.events import Reprinted
from logistics.models import Printout, PrintoutKind, Shipment
from microstore.core.events import publish


@transaction.atomic
def note_print(shipment: Shipment, kind: PrintoutKind, *, by) -> Printout:
    """The next copy of this paper; a reprint is told on the timeline."""
    shipment.lock()
    last = shipment.printouts.filter(kind=kind).aggregate(last=Max("copy"))["last"] or 0
    printout = Printout.objects.create(shipment=shipment, kind=kind, copy=last + 1, by=by)
    if printout.reprint:
        publish(Reprinted(shipment.number, kind, printout.copy), about=shipment, by=by)
    return printout
