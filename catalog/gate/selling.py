"""Whether goods of a class are sold here at all: prescription drugs are told about only (rule RX-07)."""
from catalog.models import Product
from microstore.compliance import goods
from microstore.core.errors import Refused


def require_sold(sku_ids) -> None:
    """Refuse a price for what is not sold."""
    kept = Product.objects.filter(skus__in=list(sku_ids), product_class__in=goods.NOT_SOLD).first()
    if kept is not None:
        raise Refused(str(goods.of(kept.product_class).why_not_sold))
