"""Ready to list: page, pictures, price and stock, each with where to mend it (duties P4, P5)."""
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from catalog import completeness, norms
from catalog.models import Price
from microstore.compliance import goods
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

WEIGHTS = {"page": 50, "pictures": 15, "price": 20, "stock": 15}


@dataclass(frozen=True)
class Item:
    """One thing that a product on the shelf needs. What only advises does not keep it off."""

    name: str
    label: str
    is_there: bool
    url: str
    is_needed: bool = True


def items(revision, product) -> Iterator[Item]:
    """Goods that are only told about need no price and no stock, goods without a parcel no stock."""
    yield Item("page", _("Page complete and approved"), product.live_revision_id is not None, _page(product))
    count, needed = len(revision.pictures), wanted_pictures(product)
    if needed:
        label = _("%(count)d of %(wanted)d pictures.") % {"count": count, "wanted": needed}
        yield Item("pictures", label, count >= needed, reverse("backoffice:product-picture-new", args=[product.code]))
    rules = goods.of(product.product_class)
    if rules.is_sold:
        yield Item("price", _("A price in force"), has_price(product), _price(product))
    if rules.is_sold and rules.has_parcel:
        in_stock = any(sku.in_stock for sku in product.skus.all())
        yield Item("stock", _("Stock to sell"), in_stock, _page(product), is_needed=False)


def per_cent(found) -> int:
    whole = sum(WEIGHTS[one.name] for one in found)
    return 100 * sum(WEIGHTS[one.name] for one in found if one.is_there) // whole if whole else 0


def wanted_pictures(product) -> int:
    """What the class asks pictures for needs the norm of them; prescription drugs show none (rule RX-07)."""
    return norms.PICTURES.value if "pictures" in goods.of(product.product_class).fields else 0


def require_pictures(revision, product) -> None:
    """Refuse a page with fewer pictures than the norm for what stands on the shelf (duty D5)."""
    if len(revision.pictures) < wanted_pictures(product):
        raise Refused(_("A product on the shelf needs %(wanted)d pictures; this one has %(count)d.") % {
            "wanted": wanted_pictures(product), "count": len(revision.pictures)})


def has_price(product) -> bool:
    return Price.objects.in_force(clock.now()).filter(Q(store=None) | Q(store__listings__product=product), sku__product=product).exists()


def field_url(product, name: str) -> str:
    """Where a missing fact is filled in: the field of the form, the pictures or the pack sizes."""
    if name == "pictures":
        return reverse("backoffice:product-picture-new", args=[product.code])
    if name == "book":
        return reverse("backoffice:product-book", args=[product.code])
    if name == completeness.SKU:
        sku = product.skus.first()
        return reverse("backoffice:sku-edit", args=[sku.code]) if sku else reverse("backoffice:sku-new", args=[product.code])
    field = name.replace(completeness.ATTRIBUTE, "attribute_")
    return f"{reverse('backoffice:product-edit', args=[product.code])}#div_id_{field}"


def _page(product) -> str:
    return product.get_absolute_url()


def _price(product) -> str:
    sku = product.skus.first()
    return reverse("backoffice:price-set", args=[sku.code]) if sku else _page(product)
