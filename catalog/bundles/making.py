"""A new bundle: a product whose page tells what is inside, drafted from the goods it holds."""
from itertools import zip_longest

from django.db import transaction

from catalog.bundles import filling
from catalog.gate.origin import OfParts
from catalog.models import Product

MOST_PICTURES = 9


@transaction.atomic
def make(*, facts: dict, shelf: dict, spec: str, parts: filling.Parts, by) -> Product:
    """In preparation, with its content. ``facts`` and ``shelf`` as for any product; the first part names the supplier, all of them lend
    their pictures, and what they share is written down. Refuses what may not be inside."""
    from catalog.services import products

    pages = [component.product.live_revision for component, _units in parts if component.product.live_revision]
    brands = {component.product.brand_id for component, _units in parts}
    known = {
        "supplier": parts[0][0].product.supplier, "owner": by, "brand": parts[0][0].product.brand if len(brands) == 1 else None}
    facts = {"certificate_name": facts["title"], "pictures": pictures_of(pages)} | facts
    product = products.create(facts=facts, shelf=known | shelf, origin=OfParts(), sku={"spec": spec or spec_of(parts)}, by=by)
    filling.fill(product.skus.get(), parts, by=by)
    return product


def pictures_of(pages) -> list[str]:
    """The first picture of each part, then the second of each, and so on."""
    found = [one for several in zip_longest(*(page.pictures for page in pages)) for one in several if one]
    return list(dict.fromkeys(found))[:MOST_PICTURES]


def spec_of(parts: filling.Parts) -> str:
    """Names with their units, as far as there is room: 钙片×2 + 鱼油×1."""
    return " + ".join(f"{component.product.name}×{units}" for component, units in parts)[:80]
