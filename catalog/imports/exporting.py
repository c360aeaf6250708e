"""Every fact of every pack size as one list, under the headers that an import understands: what goes out comes in again."""

import django_tables2 as tables
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from catalog.filters import SkuFilter
from catalog.gate.attributes import PREFIX
from catalog.imports.kinds.product_columns import PAGE, SHELF, all_columns
from catalog.models import ProductRevision, Sku
from microstore.core.declarations import Department
from microstore.core.pages import ListPage, Menu

SHOWN = ("code", "certificate_name", "sku", "spec", "barcode", "category", "brand", "approval_number", "is_active")


def newest(sku) -> ProductRevision:
    """The newest page, a draft too: what a list would be compared with."""
    return sku.product.pages[-1]


def fact_of(sku: Sku, name: str):
    if name in ("code", *SHELF):
        value = getattr(sku.product, name)
        return value.username if name == "owner" and value else value
    if name == "sku":
        return sku.code
    if name.startswith(PREFIX):
        return newest(sku).attributes.get(name.removeprefix(PREFIX), "")
    if name in PAGE:
        value = getattr(newest(sku), name)
        return "|".join(value) if isinstance(value, list) else value
    value = getattr(sku, name)
    if name == "cost_fen":
        return "" if value is None else f"{value / 100:.2f}"
    return int(value) if isinstance(value, bool) else value


class FactColumn(tables.Column):
    def __init__(self, name: str, label):
        super().__init__(verbose_name=label, accessor="pk", empty_values=(), orderable=False)
        self.fact = name

    def render(self, record):
        value = fact_of(record, self.fact)
        return "" if value is None else str(value)


ProductDataTable = type(
    "ProductDataTable", (tables.Table,), {column.name: FactColumn(column.name, column.label) for column in all_columns()})


class ProductDataList(ListPage):
    url = "catalog/product-data/"
    name = "product-data"
    title = _("Product data")
    permission = "catalog.import_product"
    menu = Menu(Department.PRODUCT, icon="down", position=71)
    model = Sku
    table_class = ProductDataTable
    filterset_class = SkuFilter
    hidden_columns = tuple(column.name for column in all_columns() if column.name not in SHOWN)
    search_fields = ("^code", "=barcode", "product__name", "=product__code")
    search_hint = _("SKU, product or barcode")
    keyset = ("-pk",)
    export_name = "product-data"
    empty_text = _("Create the first product, or upload a list.")

    def get_queryset(self):
        pages = Prefetch("product__revisions", ProductRevision.objects.order_by("number"), to_attr="pages")
        rows = Sku.objects.select_related("product__category", "product__brand", "product__supplier", "product__owner")
        return rows.prefetch_related(pages)

    def url_of(self, row):
        return row.product.get_absolute_url()
