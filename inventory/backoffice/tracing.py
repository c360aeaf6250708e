"""Where goods came from, in one click each way: batch, delivery, supplier, and the licences the purchase relied on (rules FS-02, FS-10)."""

from django.utils.translation import gettext_lazy

from catalog.suppliers.backoffice.suppliers import SupplierDetail
from inventory.backoffice.batches import BatchDetail
from inventory.backoffice.receiving import ReceiptDetail
from inventory.models import ReceiptLine
from microstore.core.pages import Panel

SHOWN = 20


def arrivals(request, row) -> dict:
    """The deliveries that brought a batch."""
    lines = ReceiptLine.objects.filter(batch=row).select_related("receipt__supplier", "received_by", "inspected_by", "released_by")
    return {"lines": lines.order_by("received_at", "pk")}


def deliveries(request, row) -> dict:
    """The last deliveries of a supplier."""
    return {"receipts": row.receipts.select_related("warehouse").order_by("-created_at", "-pk")[:SHOWN]}


BatchDetail.panels.insert(
    1, Panel("inventory/backoffice/_arrivals.html", gettext_lazy("How it came"), context=arrivals, permission="inventory.view_receipt",
             is_flush=True),
)  # fmt: skip
ReceiptDetail.side.append(
    Panel("inventory/backoffice/_papers.html", gettext_lazy("Licences relied on"), permission="catalog.view_supplier"),
)
SupplierDetail.panels.append(
    Panel("inventory/backoffice/_deliveries.html", gettext_lazy("Deliveries"), context=deliveries, permission="inventory.view_receipt",
          is_flush=True),
)  # fmt: skip
