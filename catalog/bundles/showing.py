"""What a product page tells of a bundle: what is inside, the batch of each part, and what is saved, as far as the law lets it be said."""
from dataclasses import dataclass

from catalog import hooks
from catalog.bundles import contents
from catalog.models import Sku
from catalog.pricing import decide


@dataclass(frozen=True)
class Inside:
    """One part. ``days``: how long its units last at the amount on the label."""

    title: str
    slug: str
    spec: str
    units: int
    picture: str
    approval_number: str
    function_claim: str
    is_claim_verified: bool
    suitable: str
    unsuitable: str
    days: int | None
    own_fen: int | None
    batch: hooks.BatchNow | None


@dataclass(frozen=True)
class Shown:
    """A bundle with its parts; ``saved_fen`` against ``single_fen``, what its goods were really sold for one by one, or nothing to say."""

    sku_id: int
    spec: str
    parts: tuple[Inside, ...]
    single_fen: int | None
    saved_fen: int | None


def of_product(product_id: int, store) -> tuple[Shown, ...]:
    """The bundles among the pack sizes of a product that are sold in this store: as many queries for several as for one."""
    skus = list(Sku.objects.filter(product=product_id, is_bundle=True, is_active=True))
    priced = decide([sku.pk for sku in skus], store)
    inside = contents.of(priced, store)
    batches = hooks.batches_now({part.component_id for parts in inside.values() for part in parts}, store.pk)
    return tuple(_shown(sku, inside[sku.pk], priced[sku.pk].amount_fen, store, batches) for sku in skus if sku.pk in inside)


def _shown(sku: Sku, parts, price_fen: int, store, batches) -> Shown:
    single = contents.single_fen(parts, store.pk)
    saved = single - price_fen if single is not None and single > price_fen else None
    rows = tuple(_inside(part, batches.get(part.component_id)) for part in parts)
    return Shown(sku.pk, sku.spec, rows, single if saved else None, saved)


def _inside(part, batch) -> Inside:
    component, page = part.component, part.page
    return Inside(
        page.title, component.product.slug, component.spec, part.units, page.main_picture, page.approval_number, page.function_claim,
        page.is_claim_verified, page.suitable_population, page.unsuitable_population, component.days_of(part.units), part.own_fen, batch)
