"""What inventory shows on pages of lower departments."""

from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from inventory.backoffice.levels import with_levels
from microstore.compliance import goods
from microstore.core.pages import Panel


def _has_stock(row) -> bool:
    """What is only bundles, or read here, has none of its own."""
    return goods.of(row.product_class).has_parcel and any(not sku.is_bundle for sku in row.skus.all())


def _levels(request, row) -> dict:
    return {"levels": with_levels(row.skus.filter(is_bundle=False)).order_by("position", "pk")}


ProductDetail.panels.append(
    Panel(
        "inventory/backoffice/_levels.html", _("Stock"), context=_levels, permission="inventory.view_stock", is_flush=True,
        is_shown=_has_stock)
)
