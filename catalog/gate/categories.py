"""The tree of categories: changes that wait for the operations lead, addresses that lead on when they moved."""
from django.db import transaction

from catalog.gate import zones
from catalog.gate.events import CategoryChangeAsked, CategoryChanged, CategoryChangeDeclined
from catalog.models import Category, CategoryChange, CategoryRedirect, Listing, Product
from microstore.compliance.services import naming
from microstore.core import approvals, changes
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores import freshness

DEEPEST = 3
VALUES = ("name", "name_en", "slug", "position", "zone")
State = CategoryChange.State


@transaction.atomic
def ask(values: dict, *, by, reason: str, category=None):
    """Ask for a new category, or new values of one. Refuses what cannot be carried out. Returns the approval."""
    if category is not None and category.requested.filter(state=State.WAITING).exists():
        raise Refused(_("A change of this category is being decided already."))
    _require_sense(values, category)
    change = CategoryChange.objects.create(category=category, values=values)
    publish(CategoryChangeAsked(values["name"]), about=change, by=by, reason=reason)
    return approvals.ask("category.change", subject=change, reason=reason, by=by, facts=values)


@transaction.atomic
def carry_out(change, *, by, reason: str = "") -> Category:
    """What was asked for becomes so. An address that moved leads on for good. Refuses what has become impossible meanwhile."""
    change = locked(CategoryChange.objects.filter(pk=change.pk)).get()
    _require_sense(change.values, change.category)
    category = change.category or Category()
    before = category.slug
    for name in VALUES:
        setattr(category, name, change.values.get(name, ""))
    category.parent_id = change.values["parent"]
    changes.save(category, by=by, reason=reason)
    _lead_on(category, before)
    change.state, change.category = State.DONE, category
    change.save(update_fields=["state", "category"])
    publish(CategoryChanged(category.slug, before if before != category.slug else ""), about=change, by=by, reason=reason)
    freshness.touch(Listing.objects.values_list("store_id", flat=True).distinct())
    return category


@transaction.atomic
def decline(change, *, by, reason: str) -> None:
    change = locked(CategoryChange.objects.filter(pk=change.pk)).get()
    change.state = State.DECLINED
    change.save(update_fields=["state"])
    publish(CategoryChangeDeclined(change.values["name"]), about=change, by=by, reason=reason)


def moved(slug: str) -> Category | None:
    """Where an old address leads."""
    found = CategoryRedirect.objects.filter(slug=slug).select_related("category").first()
    return found.category if found else None


def _lead_on(category, before: str) -> None:
    CategoryRedirect.objects.filter(slug=category.slug).delete()
    if before and before != category.slug:
        CategoryRedirect.objects.update_or_create(slug=before, defaults={"category": category})


def _require_sense(values: dict, category) -> None:
    naming.require(name=values["name"], name_en=values.get("name_en", ""))
    parent = Category.objects.filter(pk=values["parent"]).first() if values["parent"] else None
    if values["parent"] and parent is None:
        raise Refused(_("The category above is gone."))
    if parent and category is not None and category.pk in [above.pk for above in parent.way]:
        raise Refused(_("A category cannot stand below itself."))
    if parent and parent.level + (category.depth if category is not None else 1) > DEEPEST:
        raise Refused(_("Categories are at most three levels deep."))
    others = Category.objects.exclude(pk=category.pk if category is not None else None)
    if others.filter(slug=values["slug"]).exists() or others.filter(parent=parent, name=values["name"]).exists():
        raise Refused(_("Another category has this name or address."))
    _require_goods_fit(values, category, parent)


def _require_goods_fit(values: dict, category, parent) -> None:
    """A shelf of a kind holds that kind alone, whatever came onto it or moved below it (rules HF-14, RX-05)."""
    if category is None:
        return
    zone = parent.top.zone if parent else values["zone"]
    classes = set(Product.objects.filter(category__in=_below(category)).values_list("product_class", flat=True))
    wrong = [one for one in classes if not zones.suits(one, zone)]
    if wrong:
        raise Refused(_("Goods of another kind stand there: %(goods)s.") % {"goods": ", ".join(str(zones.label(one)) for one in wrong)})


def _below(category) -> list[int]:
    return [category.pk, *(pk for child in category.children.all() for pk in _below(child))]
