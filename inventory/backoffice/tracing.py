"""Where goods came from, in one click each way: batch, delivery, supplier, and the licences the purchase relied on (rules FS-02, FS-10)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from catalog.suppliers.backoffice.suppliers import SupplierDetail
from inventory.backoffice import evidence
from inventory.backoffice.batches import BatchDetail
from inventory.backoffice.receiving import ReceiptDetail
from inventory.models import Batch, ReceiptLine
from microstore.core.pages import Page, Panel

SHOWN = 20


def arrivals(request, row) -> dict:
    """The deliveries that brought a batch."""
    lines = ReceiptLine.objects.filter(batch=row).select_related("receipt__supplier", "received_by", "inspected_by", "released_by")
    return {"lines": lines.order_by("received_at", "pk")}


def deliveries(request, row) -> dict:
    """The last deliveries of a supplier."""
    return {"receipts": row.receipts.select_related("warehouse").order_by("-created_at", "-pk")[:SHOWN]}


class BatchEvidence(Page):
    """Everything that proves the purchase of a batch, as one file (rule FS-14)."""

    url = "inventory/batches/<int:pk>/evidence/"
    name = "batch-evidence"
    title = gettext_lazy("Evidence of the purchase")
    permission = ("inventory.view_receipt", "catalog.view_supplierlicence")
    model = Batch

    def get(self, request, pk):
        batch = get_object_or_404(self.get_queryset().select_related("sku__product__live_revision"), pk=pk)
        answer = HttpResponse(evidence.pack(batch), content_type="application/zip", headers={"Cache-Control": "no-store"})
        answer["Content-Disposition"] = f'attachment; filename="{batch.sku.code}-{batch.pk}.zip"'
        return answer


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
