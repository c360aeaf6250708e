"""What may be inside a bundle, and putting it in (decision 0030)."""
from django.db import transaction

from catalog import hooks
from catalog.bundles import stock
from catalog.bundles.events import BundleFilled
from catalog.models import BundlePart, Listing, Product, Sku
from microstore.compliance import goods
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

MOST_PARTS, MOST_UNITS, LEAST_UNITS = 6, 12, 2
Parts = list[tuple[Sku, int]]


@transaction.atomic
def fill(sku: Sku, parts: Parts, *, by=None) -> Sku:
    """Make ``sku`` a bundle of these pack sizes. Refuses what may not be bundled, and changing what was priced or approved already:
    another content is another pack size."""
    from catalog.services import availability

    sku.product.lock()
    sku, parts = _as_they_stand(sku, parts)
    _require_open(sku)
    if found := [fault for fault in (_fault_of_whole(parts), *(fault_of(sku.product, component) for component, _units in parts)) if fault]:
        raise Refused(" ".join(dict.fromkeys(found)))
    sku.parts.all().delete()
    rows = [BundlePart(bundle=sku, component=one, units=units, position=place) for place, (one, units) in enumerate(parts, 1)]
    BundlePart.objects.bulk_create(rows)
    Sku.objects.filter(pk=sku.pk).update(is_bundle=True, units_of_use=None, intake_per_day=None, barcode="", **stock.derived(rows))
    availability.count_bundles_of(Sku.objects.filter(part_of__bundle=sku))
    news = BundleFilled(sku.product.code, sku.code, [[one.code, units] for one, units in parts])
    publish(news, about=sku.product, by=by)
    sku.refresh_from_db()
    return sku


def _as_they_stand(sku: Sku, parts: Parts) -> tuple[Sku, Parts]:
    """Locked, so that nothing becomes a bundle and a part of one at once."""
    keys = {sku.pk, *(one.pk for one, _units in parts)}
    rows = {row.pk: row for row in locked(Sku.objects.filter(pk__in=keys).select_related("product"))}
    return rows[sku.pk], [(rows[one.pk], units) for one, units in parts]


def _require_open(sku: Sku) -> None:
    if sku.prices.exists() or (sku.is_bundle and sku.product.state != Product.State.PREPARING):
        raise Refused(_("What is inside was approved or priced already. Make another pack size for another content."))
    if not sku.is_bundle and (sku.in_stock or hooks.lots_now([sku.pk])):
        raise Refused(_("%(sku)s lies in the warehouse: it cannot become a bundle.") % {"sku": sku})
    if sku.part_of.exists():
        raise Refused(_("%(sku)s is inside a bundle itself.") % {"sku": sku})


def _fault_of_whole(parts: Parts) -> str:
    if len({one.pk for one, _units in parts}) != len(parts):
        return _("Name each pack size once.")
    if sum(units for _one, units in parts) < LEAST_UNITS or any(units < 1 for _one, units in parts):
        return _("A bundle holds at least two units.")
    if len(parts) > MOST_PARTS or any(units > MOST_UNITS for _one, units in parts):
        return _("A bundle holds at most %(parts)d pack sizes, and %(units)d units of each.") % {"parts": MOST_PARTS, "units": MOST_UNITS}
    return ""


def fault_of(product: Product, component: Sku) -> str:
    """Why a pack size may not be inside a bundle of this product; empty when it may. Goods of another product only in a product that is
    a bundle by its class, and only such goods as that class holds (rules HF-14, AD-15, RX-05)."""
    words = {"part": f"{component.product.name} {component.spec}"}
    if component.is_bundle:
        return _("%(part)s is a bundle itself.") % words
    if not stock.is_sold(component):
        return _("%(part)s does not stand on the shelf.") % words
    if not goods.of(component.product.product_class).has_parcel:
        return _("%(part)s has no parcel: it is sold by itself.") % words
    holds = goods.of(product.product_class).holds
    if not holds and component.product_id != product.pk:
        return _("%(part)s is another product: make a product of the class “bundle” for goods of several.") % words
    inside = goods.of(component.product.product_class)
    if holds and (inside.code not in holds or not inside.may_be_promoted or not inside.is_sold):
        return _("%(part)s is “%(class)s” and may not be in this bundle.") % (words | {"class": inside.label})
    return ""


def faults(product: Product) -> list[str]:
    """Why a product cannot be published or sold as far as bundles go."""
    found = []
    is_bundle = goods.of(product.product_class).is_bundle
    for sku in product.skus.filter(is_active=True).prefetch_related("parts__component__product"):
        parts = list(sku.parts.all())
        if is_bundle and not parts:
            found.append(_("Say what is inside %(sku)s.") % {"sku": sku.code})
        found += [fault for part in parts if (fault := fault_of(product, part.component))]
    return found


def require_fit(product: Product) -> None:
    if found := faults(product):
        raise Refused(" ".join(dict.fromkeys(found)))


def require_there(product: Product, stores) -> None:
    """Refuse a store in which something inside does not stand by itself: its range and its prices would be gone round."""
    inside = set(BundlePart.objects.filter(bundle__product=product, bundle__is_active=True).values_list("component__product", flat=True))
    inside.discard(product.pk)
    for store in stores if inside else ():
        there = set(Listing.objects.filter(store=store, product__in=inside, is_on=True).values_list("product", flat=True))
        if lacking := Product.objects.filter(pk__in=inside - there).first():
            raise Refused(_("%(product)s does not stand in %(store)s, so a bundle with it cannot.") % {"product": lacking, "store": store})
