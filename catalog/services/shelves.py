"""On the shelf and off it: stores, suspension, delisting. State C10, duty P11."""
from django.db import transaction

from catalog import hooks, judging
from catalog.bundles import filling
from catalog.events import ProductDelisted, ProductListed, ProductResumed, ProductRetired, ProductSuspended, ProductUnlisted
from catalog.gate import readiness
from catalog.models import Listing
from catalog.services import cards, ranges
from catalog.suppliers.services import fitness
from microstore.compliance import goods
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores import freshness
from microstore.stores.services import medicines


@transaction.atomic
def list_in_store(product, stores, *, by=None) -> list[Listing]:
    """Put a ready product on the shelf of stores. Refuses outside the range of a store, medicines without its drug licence, without a
    valid certificate, a qualified supplier, the pictures of the norm, and a price there for at least one pack size (invariant 7)."""
    product.begin("list_in_store")
    stores = list(stores)
    if not stores:
        raise Refused(_("Choose at least one store."))
    ranges.require(product, stores)
    medicines.require(product.product_class, stores)
    _require_fit_for_sale(product)
    filling.require_there(product, stores)
    listings = _put_on(product, stores)
    product.finish("list_in_store", ProductListed(product.code, [store.code for store in stores]), by=by)
    return listings


def _require_fit_for_sale(product):
    readiness.require_pictures(product.live_revision, product)
    if not product.live_revision.is_certificate_valid:
        raise Refused(_("The certificate has expired (rule HF-04)."))
    door.require_allowed(judging.read(product.live_revision, product))
    fitness.require(product.supplier, [product.product_class])
    filling.require_fit(product)


def _put_on(product, stores) -> list[Listing]:
    """The rows of the locked product in these stores, on the shelf. Refuses a store where its card would have no price."""
    there = Listing.objects.filter(product=product, store__in=stores)
    known = set(there.values_list("store_id", flat=True))
    Listing.objects.bulk_create(Listing(store=store, product=product, position=product.pk) for store in stores if store.pk not in known)
    there.filter(is_on=False).update(is_on=True, is_paused=False, listed_at=clock.now(), delisted_at=None)
    listings = cards.rewrite(there)
    if not goods.of(product.product_class).is_sold:
        return listings
    if unpriced := [store for store in stores if any(row.store_id == store.pk and row.price_fen is None for row in listings)]:
        raise Refused(_("Set a price for %(store)s first.") % {"store": unpriced[0]})
    return listings


@transaction.atomic
def unlist(product, stores, *, by=None, reason="") -> None:
    """Take a product off the shelf of some stores; it stays listed elsewhere. Refuses where it does not stand."""
    product.lock()
    rows = list(locked(Listing.objects.filter(product=product, store__in=stores, is_on=True)))
    if not rows:
        raise Refused(_("It does not stand in this store."))
    Listing.objects.filter(pk__in=[row.pk for row in rows]).update(is_on=False, delisted_at=clock.now())
    freshness.touch(row.store_id for row in rows)
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
    _leave_unlicensed(product)
    paused = Listing.objects.filter(product=product, is_paused=True)
    paused.update(is_on=True, is_paused=False, delisted_at=None)
    cards.rewrite(Listing.objects.filter(product=product, is_on=True))
    product.finish("resume", ProductResumed(product.code), by=by, reason=reason)


def _leave_unlicensed(product) -> None:
    """Medicines do not come back to stores whose drug licence ended meanwhile. Refuses when no store is left for them."""
    there = [row.store for row in Listing.objects.filter(product=product, is_paused=True).select_related("store")]
    lacking = medicines.unlicensed(product.product_class, there)
    if lacking and len(lacking) == len(there):
        raise Refused(medicines.lack_of(lacking[0], product.product_class))
    Listing.objects.filter(product=product, store__in=lacking).update(is_paused=False)


@transaction.atomic
def delist(product, *, why: str, reason: str, by=None, is_agreed: bool = False) -> None:
    """End the sale in every store. ``why`` is one of ``Product.Delisting``; reasons of trade are refused until a colleague agreed."""
    product.begin("delist")
    if why in product.TRADE and not is_agreed:
        raise Refused(_("For reasons of trade, propose it: a colleague decides."))
    Listing.objects.filter(product=product).update(is_on=False, is_paused=False, delisted_at=clock.now())
    _tell_homes(product)
    product.finish("delist", ProductDelisted(product.code, why), by=by, reason=reason)


@transaction.atomic
def retire(product, *, reason: str, by=None) -> None:
    """The end (state C10): its pack sizes are bought no more, and nobody lists it again. Refuses while units of it lie in the house."""
    product.begin("retire")
    skus = list(product.skus.values_list("pk", flat=True))
    if lying := sum(lot.on_hand for lot in hooks.lots_now(skus)):
        raise Refused(_("%(units)d units still lie in the house: return or destroy them first.") % {"units": lying})
    product.skus.update(is_active=False)
    product.finish("retire", ProductRetired(product.code), by=by, reason=reason)


def _tell_homes(product):
    freshness.touch(Listing.objects.filter(product=product).values_list("store_id", flat=True))
