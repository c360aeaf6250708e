"""Which promotions run now: exactly for whoever pays, kept for a moment for whoever looks at the shelf."""

import time

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from catalog.models import Category
from marketing.engine import CouponTerms, Rule, Scope
from marketing.models import CouponKind, Promotion, PromotionTally
from microstore.core import clock
from microstore.stores import freshness
from microstore.stores.models import Store

KEPT_SECONDS = 60
LOOKED_UP_SECONDS = 3
_looked_up: dict[int, tuple[float, tuple[Rule | CouponTerms, ...]]] = {}


def rules(store, *, customer=None) -> list[Rule]:
    """What counts at this moment, read anew: one query, one more where a rule names categories, one where it limits customers."""
    rows = Promotion.objects.running(clock.now()).in_store(store)
    return _still_open(as_rules(list(rows)), customer)


def shown(store, *, customer=None) -> list[Rule]:
    """The same for carts and checkout pages, of what was read a moment ago. Placing looks again and says what changed."""
    return _still_open([offer for offer in on_shelf(store.pk) if isinstance(offer, Rule)], customer)


def _still_open(found: list[Rule], customer) -> list[Rule]:
    """Without those that this customer has used as often as they allow."""
    limited = [rule for rule in found if rule.times_per_customer]
    if not limited or customer is None:
        return found
    times = dict(
        PromotionTally.objects.filter(customer=customer, promotion__in=[rule.id for rule in limited]).values_list("promotion", "times")
    )
    return [rule for rule in found if not rule.times_per_customer or times.get(rule.id, 0) < rule.times_per_customer]


def as_rules(rows: list[Promotion]) -> list[Rule]:
    tree = family_of(rows)
    return [
        Rule(
            row.pk, row.code, row.name, tuple(tuple(step) for step in row.steps), row.starts_at, row.ends_at, row.repeats, row.priority,
            row.exclusive_group, scope_of(row, tree), row.left_fen, row.times_per_customer,
        )
        for row in rows
    ]  # fmt: skip


def family_of(offers) -> dict[int, set[int]]:
    """Each category with all below it; nothing is asked when no offer names one."""
    if not any(offer.category_ids or offer.without_category_ids for offer in offers):
        return {}
    parents = dict(Category.objects.values_list("pk", "parent"))
    family = {pk: {pk} for pk in parents}
    for pk, parent in parents.items():
        while parent:
            family[parent].add(pk)
            parent = parents[parent]
    return family


def scope_of(offer, tree: dict[int, set[int]]) -> Scope:
    def below(ids):
        return frozenset().union(*(tree.get(pk, {pk}) for pk in ids))

    return Scope(
        below(offer.category_ids), frozenset(offer.product_ids), below(offer.without_category_ids), frozenset(offer.without_product_ids)
    )


def on_shelf(store_id: int) -> list[Rule | CouponTerms]:
    """For badges: promotions that run and coupons to be claimed now, of what was read a moment ago, without a query."""
    now = clock.now()
    return [offer for offer in _kept(store_id) if offer.is_running(now)]


def _kept(store_id: int) -> tuple[Rule | CouponTerms, ...]:
    until, found = _looked_up.get(store_id, (0.0, ()))
    if time.monotonic() >= until:
        found = cache.get_or_set(_key(store_id), lambda: _active(store_id), KEPT_SECONDS)
        _looked_up[store_id] = (time.monotonic() + LOOKED_UP_SECONDS, found)
    return found


def _active(store_id: int) -> tuple[Rule | CouponTerms, ...]:
    """All that is or will be on while they are kept."""
    store, now = Store(pk=store_id), clock.now()
    rows = Promotion.objects.filter(is_active=True, ends_at__gt=now).in_store(store).order_by("priority", "pk")
    kinds = list(CouponKind.objects.filter(is_active=True, claims_until__gt=now, issued__lt=F("quota")).in_store(store).order_by("pk"))
    tree = family_of(kinds)
    coupons = [
        CouponTerms(
            kind.pk, kind.code, kind.name, kind.threshold_fen, kind.off_fen, kind.claims_from, kind.claims_until, scope_of(kind, tree)
        )
        for kind in kinds
    ]
    return (*(rule for rule in as_rules(list(rows)) if rule.left_fen != 0), *coupons)


def forget(store_ids) -> None:
    """After the commit, let the shelves of these stores (none named: of all) be read anew."""
    ids = list(store_ids) or list(Store.objects.values_list("pk", flat=True))
    freshness.touch(ids)
    transaction.on_commit(lambda: drop(ids))


def drop(ids) -> None:
    """Read these stores' promotions anew at the next look: an order just found that they changed."""
    cache.delete_many([_key(pk) for pk in ids])
    for pk in ids:
        _looked_up.pop(pk, None)


def start_empty() -> None:
    """As a new process does."""
    _looked_up.clear()


def _key(store_id: int) -> str:
    return f"marketing.live:{store_id}"
