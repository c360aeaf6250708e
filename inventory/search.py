"""What the search of the back office finds here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Sku
from inventory.backoffice.levels import StockLevel
from inventory.models import Batch, Receipt
from microstore.core.pages import Hit, searchable


@searchable(_("Batches"), "inventory.view_batch", icon="layers")
def batches(text, user, limit):
    rows = Batch.objects.filter(number__istartswith=text).select_related("sku__product").order_by("-pk")[:limit]
    return [
        Hit(row.number, row.get_absolute_url(), f"{row.sku.product.name} · {row.expires_on}", "layers", exact=row.number == text.upper())
        for row in rows
    ]


@searchable(_("Stock"), "inventory.view_stock", icon="box")
def stock(text, user, limit):
    rows = Sku.objects.filter(Q(code__istartswith=text) | Q(barcode=text) | Q(product__name__icontains=text)).select_related("product")
    return [Hit(f"{row.code} {row.product.name}", StockLevel.get_url(row), row.spec, "box") for row in rows.order_by("code")[:limit]]


@searchable(_("Goods received"), "inventory.view_receipt", icon="down")
def receipts(text, user, limit):
    rows = (
        Receipt.objects.filter(Q(number__istartswith=text) | Q(supplier__name__icontains=text)).select_related("supplier").order_by("-pk")
    )
    return [Hit(row.number, row.get_absolute_url(), row.supplier.name, "down", exact=row.number == text.upper()) for row in rows[:limit]]
