"""Whether a bundle can be put together from what is left of its parts."""
from django.db.models import Q

from catalog import hooks
from catalog.models import BundlePart, Product, Sku
from microstore.core.locking import locked


def follow(left: dict[int, int]) -> dict[int, bool]:
    """Bundle id → whether one can be sold, for every bundle that holds one of these SKUs; ``left`` maps them to the units that are left.

    The bundles are locked before the rest is counted: of two who change different parts, the second sees what the first did."""
    holding = BundlePart.objects.filter(component__in=list(left)).values("bundle")
    bundles = [sku.pk for sku in locked(Sku.objects.filter(pk__in=holding))]
    if not bundles:
        return {}
    parts = list(BundlePart.objects.filter(bundle__in=bundles).select_related("component__product"))
    known = hooks.units_now({part.component_id for part in parts} - set(left)) | left
    lacking = {part.bundle_id for part in parts if known.get(part.component_id, 0) < part.units or not is_sold(part.component)}
    return {pk: pk not in lacking for pk in bundles}


def is_sold(component: Sku) -> bool:
    return component.is_active and component.product.state == Product.State.LISTED


def recount(components) -> dict[int, bool]:
    """``follow`` for parts of which something else than their stock changed; ``components`` is a queryset of SKUs."""
    keys = set(components.filter(part_of__isnull=False).values_list("pk", flat=True))
    return follow(hooks.units_now(keys)) if keys else {}


def derived(parts: list[BundlePart]) -> dict:
    """What a bundle weighs, costs and how long it keeps."""
    costs = [part.component.cost_fen for part in parts]
    return {
        "weight_grams": sum(part.units * part.component.weight_grams for part in parts),
        "cost_fen": None if None in costs else sum(part.units * part.component.cost_fen for part in parts),
        "shelf_life_months": min((part.component.shelf_life_months for part in parts), default=24),
    }


def keep_up(component_ids) -> None:
    """Pack sizes changed: the bundles among them, and those that hold them, weigh, cost and last what follows."""
    keys = list(component_ids)
    holding = BundlePart.objects.filter(Q(component__in=keys) | Q(bundle__in=keys)).values("bundle")
    for bundle in locked(Sku.objects.filter(pk__in=holding)):
        Sku.objects.filter(pk=bundle.pk).update(**derived(list(bundle.parts.select_related("component"))))
