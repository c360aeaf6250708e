"""What the gate asks others to allow."""
from django.utils.translation import gettext_lazy as _

from catalog.gate import categories
from catalog.models import Category
from microstore.core import approvals

LABELS = {
    "name": _("Name"), "name_en": _("Name in English"), "slug": _("Address"), "parent": _("Above"), "position": _("Position"),
    "zone": _("Kind of shelf"),
}  # fmt: skip


@approvals.kind("category.change", permission="catalog.approve_category")
class ChangeCategory:
    """A new category, or new values of one."""
    label = _("Change a category")

    @staticmethod
    def yes(change, approval):
        categories.carry_out(change, by=approval.decided_by, reason=approval.decision_reason)

    @staticmethod
    def no(change, approval):
        categories.decline(change, by=approval.decided_by, reason=approval.decision_reason or approval.reason)

    @staticmethod
    def describe(change, approval):
        """Each value as it is and as it would be."""
        parents = dict(Category.objects.values_list("pk", "name"))
        each = [(label, _old(change, name, parents), _shown(change.values.get(name, ""), name, parents)) for name, label in LABELS.items()]
        return [(label, f"{old} → {new}") for label, old, new in each if change.category is None or old != new]


def _old(change, name: str, parents: dict) -> str:
    if change.category is None:
        return "—"
    return _shown(change.category.parent_id if name == "parent" else getattr(change.category, name), name, parents)


def _shown(value, name: str, parents: dict) -> str:
    if name == "parent":
        return parents.get(value, "—")
    return str(dict(Category._meta.get_field("zone").choices).get(value, "—")) if name == "zone" else str(value)
