"""How the library is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from microstore.stores.models import Asset

STANDINGS = (
    ("ended", _("Rights ended")), ("ending", _("Rights end soon")), ("unstated", _("Rights not stated")), ("retired", _("Taken out")),
)  # fmt: skip


class AssetFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Asset.Kind, label=_("Kind"))
    rights = django_filters.ChoiceFilter(choices=Asset.Rights, label=_("Right to use"))
    standing = django_filters.ChoiceFilter(choices=STANDINGS, method="by_standing", label=_("State"))
    tag = django_filters.CharFilter(method="by_tag", label=_("Tag"))

    class Meta:
        model = Asset
        fields = ["kind", "rights", "standing", "tag"]

    def by_standing(self, rows, name, value):
        if value == "retired":
            return rows.filter(is_retired=True)
        if value == "unstated":
            return rows.kept().filter(rights=Asset.Rights.UNSTATED)
        return {"ended": rows.ended, "ending": rows.ending}[value]()

    def by_tag(self, rows, name, value):
        return rows.filter(tags__contains=[value.strip()])
