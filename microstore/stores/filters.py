"""How lists of stores and licences are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from microstore.stores.models import Licence, Store


class StoreFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Store.Kind, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=Store.State, label=_("State"))

    class Meta:
        model = Store
        fields = ["kind", "state"]


class LicenceFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Licence.Kind, label=_("Kind"))
    store = django_filters.ModelChoiceFilter(queryset=lambda request: Store.objects.visible_to(request.user), label=_("Store"))
    standing = django_filters.ChoiceFilter(
        choices=[("expired", _("Expired")), ("ending", _("Ending soon"))], method="by_standing", label=_("State")
    )

    class Meta:
        model = Licence
        fields = ["kind", "store", "standing"]

    def by_standing(self, rows, name, value):
        return {"expired": rows.expired, "ending": rows.ending_soon}[value]()
