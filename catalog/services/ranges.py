"""The product range of authorised stores (duty G1): what it holds. ``authorisations`` changes it."""
from catalog.models import Category, StoreRange
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store


def covered(store_ids) -> dict[int, set[int]]:
    """Ids of the categories, with those below, of each store that has a range; the others sell everything. At most two queries."""
    rows = list(StoreRange.objects.filter(store__in=store_ids).values_list("store", "category"))
    if not rows:
        return {}
    parents = dict(Category.objects.values_list("pk", "parent"))
    chosen = {}
    for store, category in rows:
        chosen.setdefault(store, set()).add(category)
    return {store: {pk for pk in parents if _above(pk, parents) & tops} for store, tops in chosen.items()}


def _above(pk, parents) -> set[int]:
    """The category and all those it stands in."""
    found = set()
    while pk is not None and pk not in found:
        found.add(pk)
        pk = parents[pk]
    return found


def outside(product, stores) -> list[Store]:
    """Those of the stores whose range does not hold the product."""
    inside = covered([store.pk for store in stores])
    return [store for store in stores if store.pk in inside and product.category_id not in inside[store.pk]]


def require(product, stores) -> None:
    """Refuse, naming the first store that may not have it: outside its range, or nothing may be built there yet."""
    for store in stores:
        if not store.may_be_built:
            raise Refused(_("%(store)s takes no goods: its plan is not approved yet, or it is closed.") % {"store": store})
    if strange := outside(product, stores):
        raise Refused(_("The authorisation of %(store)s does not cover this category.") % {"store": strange[0]})
