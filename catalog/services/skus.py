"""Pack sizes of a product."""
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from catalog import judging
from catalog.bundles import stock
from catalog.models import Listing, Sku
from catalog.services import availability, cards
from microstore.compliance import goods, reference, scanner
from microstore.compliance.numbers import gtin_is_valid
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@transaction.atomic
def save(product, values: dict, *, sku=None) -> Sku:
    """Add a pack size, or change ``sku``. The completeness of an open draft and the cards follow."""
    product.lock()
    sku = write(product, values, sku=sku)
    draft = product.pending_revision
    if draft is not None:
        judging.judge(draft, product)
        draft.save(update_fields=judging.FIELDS)
    availability.count_bundles_of(Sku.objects.filter(pk=sku.pk))
    cards.rewrite(Listing.objects.filter(product=product))
    return sku


@lru_cache(maxsize=5_000)
def _is_lawful(product_class: str, spec: str, rules: str) -> bool:
    """They repeat a lot, in imports above all; ``rules`` is the version they are read by."""
    return not scanner.scan({"spec": spec}, scanner.Subject(product_class)).is_blocked


def fault_of(product_class: str, spec: str) -> str:
    """What the law has against this name of a pack size, in a sentence; empty when nothing."""
    if not spec or _is_lawful(product_class, spec, reference.version()):
        return ""
    return _("The law forbids words in the specification “%(spec)s”.") % {"spec": spec}


def write(product, values: dict, *, sku=None) -> Sku:
    """The row, and what follows for bundles that hold it. Refuses a barcode with a wrong check digit, numbers that are taken, and a name
    the law forbids."""
    if fault := fault_of(product.product_class, values.get("spec", "")):
        raise Refused(fault)
    sku = sku or Sku(product=product, position=product.skus.count() + 1)
    for name, value in values.items():
        setattr(sku, name, value)
    sku.code = sku.code or f"{product.code}-{sku.position}"
    if sku.barcode and not gtin_is_valid(sku.barcode):
        raise Refused(_("The barcode has a wrong check digit."))
    taken = Q(code=sku.code) | Q(barcode=sku.barcode) if sku.barcode else Q(code=sku.code)
    if Sku.objects.exclude(pk=sku.pk).filter(taken).exists():
        raise Refused(_("Another SKU has this number or barcode."))
    if not goods.of(product.product_class).has_parcel:  # a copy is never sold out
        sku.in_stock, sku.weight_grams = True, 0
    is_known = sku.pk is not None
    sku.save()
    if is_known:
        stock.keep_up([sku.pk])
    return sku
