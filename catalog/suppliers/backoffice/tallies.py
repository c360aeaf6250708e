"""Every fact that counts for or against suppliers, with its document."""
from django.utils.translation import gettext_lazy as _

from catalog.models import SupplierTally
from catalog.suppliers.tables import SupplierTallyFilter, SupplierTallyTable
from microstore.core.pages import ListPage


class SupplierTallyList(ListPage):
    url = "catalog/supplier-tallies/"
    name = "supplier-tallies"
    title = _("Quality record of suppliers")
    permission = "catalog.view_supplier"
    model = SupplierTally
    table_class = SupplierTallyTable
    filterset_class = SupplierTallyFilter
    search_fields = ("reference", "supplier__name", "product__name")
    search_hint = _("Document, supplier or product")
    keyset = ("-day", "-pk")
    export_name = "supplier-tallies"
    empty_text = _("Deliveries, holds and complaints appear here by themselves.")

    def get_queryset(self):
        return SupplierTally.objects.select_related("supplier", "product")

    def row_url(self, row):
        return row.supplier.get_absolute_url()
