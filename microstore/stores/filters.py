"""How lists of stores and licences are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from microstore.stores.models import Licence, Page, PageRevision, Store


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


class PageFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(queryset=lambda request: Store.objects.visible_to(request.user), label=_("Store"))
    waits = django_filters.ChoiceFilter(
        choices=[
            ("confirm", _("To be confirmed")), ("decide", _("To be decided")), ("scheduled", _("Scheduled")), ("rights", _("Rights ended")),
        ],
        method="by_waiting", label=_("Waits"),
    )  # fmt: skip

    class Meta:
        model = Page
        fields = ["store", "waits"]

    def by_waiting(self, rows, name, value):
        if value == "rights":
            return rows.filter(has_ended_rights=True)
        drafts = PageRevision.objects.filter(state="scheduled" if value == "scheduled" else "in_review")
        if value == "confirm":
            drafts = drafts.filter(data_by=None) | drafts.filter(copy_by=None)
        return rows.filter(pk__in=drafts.values("page"))
