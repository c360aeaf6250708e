"""What waits for the people of the warehouse on their workbench."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from inventory.models import Batch, HoldState, ReceiptLine
from inventory.models.receipt import LineState
from microstore.core.declarations import Department
from microstore.core.pages import Queue, declare_queue

RECEIPTS = reverse_lazy("backoffice:receipts")


def lines_in(*states):
    return lambda user: ReceiptLine.objects.filter(state__in=states).count()


declare_queue(
    Queue(
        "inventory.receive",
        _("Deliveries to receive"),
        "inventory.receive_receipt",
        lines_in(LineState.ANNOUNCED),
        RECEIPTS,
        icon="down",
        position=40,
        department=Department.WAREHOUSE,
    )
)
declare_queue(
    Queue(
        "inventory.inspect",
        _("Goods to inspect"),
        "inventory.inspect_batch",
        lines_in(LineState.RECEIVED),
        RECEIPTS,
        icon="shield",
        position=41,
        department=Department.WAREHOUSE,
    )
)
declare_queue(
    Queue(
        "inventory.release",
        _("Goods to release"),
        "inventory.release_batch",
        lines_in(LineState.PASSED, LineState.FAILED),
        RECEIPTS,
        icon="check",
        position=42,
        department=Department.WAREHOUSE,
    )
)
declare_queue(
    Queue(
        "inventory.held",
        _("Batches on hold"),
        "inventory.hold_batch",
        lambda user: Batch.objects.filter(hold_state=HoldState.HELD).count(),
        reverse_lazy("backoffice:batches"),
        icon="lock",
        position=43,
        department=Department.WAREHOUSE,
    )
)
