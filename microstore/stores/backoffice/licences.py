"""Licences of all stores by expiry, and the acts that keep them."""

from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, FormPage, ListPage, Menu, ReasonForm, View
from microstore.stores.backoffice.stores import StoreDetail
from microstore.stores.filters import LicenceFilter
from microstore.stores.forms import LicenceForm
from microstore.stores.models import Licence, Store
from microstore.stores.services import licences
from microstore.stores.tables import LicenceTable


def ending_count(user):
    return Licence.objects.visible_to(user).ending_soon().count() + Licence.objects.visible_to(user).expired().count()


class LicenceList(ListPage):
    url, name = "licences/", "licences"
    title = _("Store licences")
    permission = "stores.view_licence"
    menu = Menu(Department.OPERATIONS, icon="shield", position=61, count=ending_count)
    model = Licence
    table_class, filterset_class = LicenceTable, LicenceFilter
    views = [View("ending", _("Ending soon"), "standing=ending"), View("expired", _("Expired"), "standing=expired")]
    search_fields = ("number", "name", "store__name")
    search_hint = _("Licence number, holder or store")
    keyset = ("ends_on", "pk")
    export_name = "licences"

    def get_queryset(self):
        """Soonest end first; licences without end last."""
        rows = super().get_queryset().select_related("store")
        return rows.annotate(ends_on=Coalesce("valid_until", Value(date.max)))

    def row_url(self, row):
        return StoreDetail.get_url(row.store)


class LicenceAdd(ActionPage):
    url, name = "stores/<str:code>/licences/new/", "licence-new"
    title = _("Record a licence")
    permission = "stores.add_licence"
    model, lookup, back = Store, "code", StoreDetail
    form_class, icon, tone = LicenceForm, "plus", "plain"

    def perform(self, row, form, by):
        licence = form.filled(by)
        licence.store = row
        licences.keep(licence, by=by)
        return now("%(licence)s is recorded.") % {"licence": licence}

    def seal(self, row, form):
        return ""


class LicenceAct:
    """What the acts on one licence share: they lead back to its store."""

    model = Licence
    back = StoreDetail

    def back_url(self, row):
        return StoreDetail.get_url(row.store)

    def back_label(self, row):
        return str(row.store)

    def get_queryset(self):
        return Licence.objects.visible_to(self.request.user).select_related("store")


class LicenceEdit(LicenceAct, FormPage):
    url, name = "licences/<int:pk>/edit/", "licence-edit"
    title = _("Change the licence")
    permission = "stores.change_licence"
    form_class = LicenceForm

    def save(self, form, by):
        return licences.keep(form.filled(by), by=by)

    def done_url(self, row):
        return StoreDetail.get_url(row.store)


class LicenceRemove(LicenceAct, ActionPage):
    url, name = "licences/<int:pk>/remove/", "licence-remove"
    title = _("Remove the record")
    permission = "stores.delete_licence"
    form_class, tone, icon = ReasonForm, "danger", "trash"

    def perform(self, row, form, by):
        licences.remove(row, by=by, reason=form.cleaned_data["reason"])
        return now("The record is removed.")


StoreDetail.actions.append(LicenceAdd)
