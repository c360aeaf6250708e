"""What is inside bundles, read for shops, orders and prices."""
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Value

from catalog.models import BundlePart
from catalog.pricing import deciding, references
from microstore.core.money import FenField

Contents = dict[int, list[BundlePart]]


def of(bundle_ids: Iterable[int], store=None) -> Contents:
    """Bundle id → its parts with their pages; ``own_fen`` is what one of each costs by itself in ``store``. One query, none without ids."""
    keys = list(bundle_ids)
    if not keys:
        return {}
    own = deciding.in_store(store, "component") if store else Value(None, FenField())
    rows = BundlePart.objects.filter(bundle__in=keys).select_related("component__product__live_revision").annotate(own_fen=own)
    found = defaultdict(list)
    for part in rows.order_by("bundle", "position", "pk"):
        found[part.bundle_id].append(part)
    return dict(found)


def single_fen(parts: list[BundlePart], store_id: int) -> int | None:
    """What the same goods cost one by one, at most what people really paid for each of late; nothing is compared with where anything
    inside was not bought by itself yet (rules PR-03, PR-04)."""
    deals = references.by_deals((part.component_id, store_id) for part in parts)
    known = [(part, deals.get((part.component_id, store_id))) for part in parts]
    if any(deal is None or part.own_fen is None for part, deal in known):
        return None
    return sum(part.units * min(part.own_fen, deal.fen) for part, deal in known)


def in_words(bundle) -> str:
    parts = bundle.parts.select_related("component__product")
    return ", ".join(f"{part.component.product.name} {part.component.spec} × {part.units}" for part in parts)
