"""Licences of all suppliers by their end; recording, verifying and reading one."""
from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from catalog.models import Supplier, SupplierLicence
from catalog.suppliers import norms
from catalog.suppliers.backoffice.suppliers import SupplierDetail
from catalog.suppliers.forms import SupplierLicenceForm
from catalog.suppliers.services import licences
from catalog.suppliers.tables import SupplierLicenceFilter, SupplierLicenceTable
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, FormPage, ListPage, Menu, Page, Queue, ReasonForm, View, declare_queue
from microstore.core.pages.papers import hand_out


def ending(user):
    rows = SupplierLicence.objects.exclude(supplier__state=Supplier.State.SUSPENDED)
    return rows.ending_soon(norms.FIRST_WARNING.value).count() or None


def unverified():
    return SupplierLicence.objects.filter(verified_at=None)


class SupplierLicenceList(ListPage):
    url = "catalog/supplier-licences/"
    name = "supplier-licences"
    title = _("Supplier licences")
    permission = "catalog.view_supplierlicence"
    menu = Menu(Department.PRODUCT, icon="shield", position=82, count=ending)
    model = SupplierLicence
    table_class = SupplierLicenceTable
    filterset_class = SupplierLicenceFilter
    views = [
        View("to_verify", _("To be verified"), "standing=unverified"), View("ending", _("Ending soon"), "standing=ending"),
        View("expired", _("Expired"), "standing=expired")]
    search_fields = ("number", "supplier__name", "=supplier__code")
    search_hint = _("Licence number or supplier")
    keyset = ("ends_on", "pk")
    export_name = "supplier-licences"
    empty_text = _("Licences are recorded on the page of their supplier.")

    def get_queryset(self):
        """Soonest end first; licences without end last."""
        rows = super().get_queryset().select_related("supplier", "verified_by")
        return rows.annotate(ends_on=Coalesce("valid_until", Value(date.max)))

    def row_url(self, row):
        return row.supplier.get_absolute_url()


class SupplierLicenceAdd(ActionPage):
    url = "catalog/suppliers/<str:code>/licences/new/"
    name = "supplier-licence-new"
    title = _("Record a licence")
    permission = "catalog.add_supplierlicence"
    model = Supplier
    lookup = "code"
    back = SupplierDetail
    form_class = SupplierLicenceForm
    icon = "plus"
    tone = "plain"

    def perform(self, row, form, by):
        return now("%(licence)s is recorded. A colleague verifies it.") % {"licence": form.kept(row, by)}

    def seal(self, row, form):
        return ""


class OfLicence:
    """What the acts on one licence share: they lead back to its supplier."""

    model = SupplierLicence
    back = SupplierDetail

    def get_queryset(self):
        return SupplierLicence.objects.visible_to(self.request.user).select_related("supplier")

    def back_url(self, row):
        return row.supplier.get_absolute_url()

    def back_label(self, row):
        return str(row.supplier)

    def crumbs(self, row=None):
        return [(str(row.supplier), row.supplier.get_absolute_url())] if row else []


class SupplierLicenceEdit(OfLicence, FormPage):
    """A correction or a new end: it must be verified again."""

    url = "catalog/supplier-licences/<int:pk>/edit/"
    name = "supplier-licence-edit"
    title = _("Change the licence")
    permission = "catalog.change_supplierlicence"
    form_class = SupplierLicenceForm

    def warnings(self, row):
        return [now("What you change has to be verified again before the licence counts.")]

    def save(self, form, by):
        return form.kept(form.instance.supplier, by)

    def done_url(self, row):
        return row.supplier.get_absolute_url()


class SupplierLicenceVerify(OfLicence, ActionPage):
    url = "catalog/supplier-licences/<int:pk>/verify/"
    name = "supplier-licence-verify"
    title = _("Verify the licence")
    permission = "catalog.verify_supplierlicence"
    form_class = ReasonForm
    icon = "check"

    def is_open(self, row, user):
        return row.verified_at is None

    def build_form(self, row, **bound):
        form = super().build_form(row, **bound)
        form.fields["reason"].label = _("Compared with")
        form.fields["reason"].help_text = _("The original, a stamped copy, or the public register with its date.")
        return form

    def facts(self, row):
        return [
            (_("Supplier"), str(row.supplier)), (_("Licence"), str(row)), (_("Covers"), "、".join(row.classes)),
            (_("Valid until"), str(row.valid_until or _("No end")))]

    def warnings(self, row):
        return licences.doubts(row)

    def perform(self, row, form, by):
        licences.verify(row, reason=form.cleaned_data["reason"], by=by)
        return now("Verified: from now on it counts.")


class SupplierLicenceScan(Page):
    """The scan, to whoever may read licences; never to the web server's public folder."""

    url = "catalog/supplier-licences/<int:pk>/scan/"
    name = "supplier-licence-scan"
    title = _("Scan")
    permission = "catalog.view_supplierlicence"
    model = SupplierLicence

    def get(self, request, pk):
        return hand_out(get_object_or_404(self.get_queryset().select_related("scan"), pk=pk).scan)


SupplierDetail.actions.append(SupplierLicenceAdd)
declare_queue(
    Queue(
        "catalog.supplier_licences", _("Supplier licences to be verified"), "catalog.verify_supplierlicence",
        lambda user: unverified().exclude(recorded_by=user).count() or None,
        lambda user: f"{SupplierLicenceList.get_url()}?view=to_verify", icon="shield", act=_("Look at"), position=56,
        department=Department.PRODUCT,
    )  # fmt: skip
)
