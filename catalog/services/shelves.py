"""On the shelf and off it: stores, suspension, delisting. State C10, duty P11."""
from django.db import transaction
from django.utils.translation import gettext as _

from catalog import rendered
from catalog.events import ProductDelisted, ProductListed, ProductResumed, ProductSuspended, ProductUnlisted
from catalog.models import Listing
from catalog.services import cards, prices
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked


@transaction.atomic
def list_in_store(product, stores, *, by=None) -> list[Listing]:
    """Put a ready product on the shelf of stores. Refuses without a valid certificate, a qualified supplier,
    and a price there for at least one pack size (invariant 7)."""
    product.begin("list_in_store")
    stores = list(stores)
    if not stores:
        raise Refused(_("Choose at least one store."))
    _require_fit_for_sale(product)
    for store in stores:
        _require_price(product, store)
    listings = [_put_on(product, store) for store in stores]
    cards.rewrite(Listing.objects.filter(pk__in=[listing.pk for listing in listings]))
    product.finish("list_in_store", ProductListed(product.code, [store.code for store in stores]), by=by)
    return listings


def _require_fit_for_sale(product):
    if not product.live_revision.is_certificate_valid:
        raise Refused(_("The certificate has expired (rule HF-04)."))
    if not product.supplier.is_qualified:
        raise Refused(_("The licence of the supplier has ended: %(supplier)s.") % {"supplier": product.supplier})


def _require_price(product, store):
    if not prices.current(product.skus.filter(is_active=True).values_list("pk", flat=True), store):
        raise Refused(_("Set a price for %(store)s first.") % {"store": store})


def _put_on(product, store) -> Listing:
    now = clock.now()
    listing, _created = Listing.objects.get_or_create(store=store, product=product, defaults={"position": product.pk})
    if not listing.is_on:
        listing.is_on, listing.is_paused, listing.listed_at, listing.delisted_at = True, False, now, None
        listing.save(update_fields=["is_on", "is_paused", "listed_at", "delisted_at"])
    return listing


@transaction.atomic
def unlist(product, stores, *, by=None, reason="") -> None:
    """Take a product off the shelf of some stores; it stays listed elsewhere. Refuses where it does not stand."""
    product.lock()
    rows = list(locked(Listing.objects.filter(product=product, store__in=stores, is_on=True)))
    if not rows:
        raise Refused(_("It does not stand in this store."))
    Listing.objects.filter(pk__in=[row.pk for row in rows]).update(is_on=False, delisted_at=clock.now())
    rendered.shelf_changed(row.store_id for row in rows)
    publish(ProductUnlisted(product.code, [row.store.code for row in rows]), about=product, by=by, reason=reason)


@transaction.atomic
def suspend(product, *, reason: str, by=None) -> None:
    """Take a product out of every store for the time being; ``resume`` puts it back where it stood."""
    product.begin("suspend")
    Listing.objects.filter(product=product, is_on=True).update(is_on=False, is_paused=True, delisted_at=clock.now())
    _tell_homes(product)
    product.finish("suspend", ProductSuspended(product.code), by=by, reason=reason)


@transaction.atomic
def resume(product, *, reason: str = "", by=None) -> None:
    product.begin("resume")
    _require_fit_for_sale(product)
    paused = Listing.objects.filter(product=product, is_paused=True)
    paused.update(is_on=True, is_paused=False, delisted_at=None)
    cards.rewrite(Listing.objects.filter(product=product, is_on=True))
    product.finish("resume", ProductResumed(product.code), by=by, reason=reason)


@transaction.atomic
def delist(product, *, why: str, reason: str, by=None) -> None:
    """End the sale in every store. ``why`` is one of ``Product.Delisting``."""
    product.begin("delist")
    Listing.objects.filter(product=product).update(is_on=False, is_paused=False, delisted_at=clock.now())
    _tell_homes(product)
    product.finish("delist", ProductDelisted(product.code, why), by=by, reason=reason)


def _tell_homes(product):
    rendered.shelf_changed(Listing.objects.filter(product=product).values_list("store_id", flat=True))
