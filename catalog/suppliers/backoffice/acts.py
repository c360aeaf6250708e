"""Ask for a supplier to be qualified, decide it, suspend it (rules GS-01, LI-04)."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Supplier
from catalog.suppliers.backoffice.suppliers import SupplierDetail, SupplierEdit
from catalog.suppliers.services import qualifying
from microstore.core import approvals
from microstore.core.pages import ActionPage, Decision, ReasonForm


class OfSupplier(ActionPage):
    model = Supplier
    lookup = "code"
    back = SupplierDetail
    form_class = ReasonForm


class SupplierAsk(OfSupplier):
    url = "catalog/suppliers/<str:code>/ask/"
    name = "supplier-ask"
    title = _("Ask for qualification")
    permission = "catalog.propose_supplier"
    icon = "send"

    def is_open(self, row, user):
        return row.is_open("qualify_supplier") and approvals.waiting_about(row) is None

    def perform(self, row, form, by):
        approval = qualifying.ask(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Asked as %(number)s. Quality decides.") % {"number": approval.number}


class SupplierDecision(Decision, OfSupplier):
    """The open request about this supplier, decided by somebody else than who asked."""

    permission = "catalog.qualify_supplier"

    def said(self, row):
        return gettext("Qualified.") if self.says_yes else gettext("Declined with your reason.")


class SupplierQualify(SupplierDecision):
    url = "catalog/suppliers/<str:code>/qualify/"
    name = "supplier-qualify"
    title = _("Qualify")
    icon = "check"


class SupplierDecline(SupplierDecision):
    url = "catalog/suppliers/<str:code>/decline/"
    name = "supplier-decline"
    title = _("Decline")
    tone = "danger"
    icon = "slash"
    says_yes = False


class SupplierSuspend(OfSupplier):
    url = "catalog/suppliers/<str:code>/suspend/"
    name = "supplier-suspend"
    title = _("Suspend the supplier")
    permission = "catalog.qualify_supplier"
    move = "suspend_supplier"
    tone = "danger"
    icon = "pause"

    def warnings(self, row):
        count = Product.objects.filter(supplier=row, state=Product.State.LISTED).count()
        return [gettext("%(count)d products leave every shelf at once, and no delivery can be announced.") % {"count": count}]

    def perform(self, row, form, by):
        count = qualifying.suspend(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Suspended. %(count)d products left the shelves.") % {"count": count}


SupplierDetail.actions[:0] = [SupplierQualify, SupplierDecline, SupplierAsk, SupplierEdit]
SupplierDetail.actions.append(SupplierSuspend)
