"""Wishes of customers about their data: the list by due time, one wish, and what a colleague may do about it."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.accounts.models import Customer, PrivacyKind, PrivacyRequest, PrivacyState
from microstore.accounts.phones import PhoneField
from microstore.accounts.services.privacy import closing, copies, phones, requests
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    FormPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)
from microstore.core.privacy import PersonalData

HANDLE = "accounts.handle_privacyrequest"


def waiting(user):
    return PrivacyRequest.objects.visible_to(user).to_answer()[:1000].count() or None


def first_due(user):
    return PrivacyRequest.objects.visible_to(user).to_answer().order_by("due_at").values_list("due_at", flat=True).first()


class PrivacyTable(tables.Table):
    number = LinkColumn("privacy-request", verbose_name=_("Number"))
    kind = Column(verbose_name=_("Wish"), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    customer = Column(verbose_name=_("Customer"), orderable=False)
    asked_at = TimeColumn(verbose_name=_("Asked"))
    due_at = TimeColumn(verbose_name=_("To be answered by"))
    by = Column(verbose_name=_("Taken in by"), orderable=False, default=_("the customer"))

    class Meta:
        model = PrivacyRequest
        fields = ()

    def render_customer(self, record):
        return masked(record.customer)

    def value_customer(self, record):
        return masked(record.customer)


def masked(customer: Customer) -> str:
    return str(customer) if customer.closed_at else f"{masking.name(str(customer))} {masking.phone(customer.phone)}"


class PrivacyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Wish"), choices=PrivacyKind)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=PrivacyState)
    asked = django_filters.DateFromToRangeFilter(field_name="asked_at", label=_("Asked"))

    class Meta:
        model = PrivacyRequest
        fields = []


class PrivacyList(ListPage):
    url, name = "privacy-requests/", "privacy-requests"
    title = _("Privacy requests")
    permission = HANDLE
    menu = Menu(Department.SERVICE, icon="lock", position=60, count=waiting)
    model = PrivacyRequest
    table_class, filterset_class = PrivacyTable, PrivacyFilter
    search_fields = ("^number",)
    search_hint = _("Request number")
    keyset = ("-asked_at", "-pk")
    export_name = "privacy-requests"
    views = [
        View("open", _("Being worked on"), "state=asked", count=waiting),
        View("copies", _("Copies made"), "kind=export"),
        View("closings", _("Closings"), "kind=closing"),
        View("kept", _("Records kept by law"), "state=keeping"),
    ]
    empty_text = _("Customers ask for copies, corrections and closings on their own pages; by telephone you take them in here.")

    def get_queryset(self):
        return super().get_queryset().select_related("customer", "by")


def erased(request, row) -> dict:
    labels = {kind.code: kind.label for kind in PersonalData.registry.values()}
    return {"erased": [(labels[code], rows) for code, rows in row.parts.items() if code in labels], "masked": masked(row.customer)}


class PrivacyDetail(DetailPage):
    url, name = "privacy-requests/<str:number>/", "privacy-request"
    title = _("Privacy request")
    permission = HANDLE
    model, lookup = PrivacyRequest, "number"
    panels = [Panel("accounts/backoffice/_privacy.html", _("What is wanted"), erased)]

    def get_queryset(self):
        return super().get_queryset().select_related("customer", "by")

    def subheading(self, row):
        return row.get_kind_display()


class TakeInForm(forms.Form):
    phone = PhoneField(label=_("Mobile number of the account"))
    kind = forms.ChoiceField(label=_("Wish"), choices=PrivacyKind)
    identity = forms.CharField(
        label=_("How did you make sure who is asking?"), max_length=200, min_length=4,
        help_text=_("For example: called back on the number of the account, knew the last two orders."),
    )  # fmt: skip
    text = forms.CharField(label=_("What is wanted, and why"), max_length=500, min_length=4, widget=forms.Textarea(attrs={"rows": 3}))


class PrivacyTakeIn(FormPage):
    """On behalf of a customer who called or wrote."""

    url, name = "privacy-requests/new/", "privacy-request-new"
    title = _("Take in a wish")
    permission = HANDLE
    form_class = TakeInForm
    back = PrivacyDetail

    def save(self, form, by):
        data = form.cleaned_data
        customer = Customer.objects.select_related("user").filter(phone=data["phone"]).first()
        if customer is None:
            raise Refused(_("No customer has this number."))
        said = {"by": by, "identity": data["identity"]}
        if data["kind"] == PrivacyKind.EXPORT:
            return copies.ask(customer, **said)
        ask = closing.ask if data["kind"] == PrivacyKind.CLOSING else requests.ask_correction
        return ask(customer, text=data["text"], **said)


class PrivacyAct(ActionPage):
    model, lookup = PrivacyRequest, "number"
    permission = HANDLE
    back = PrivacyDetail

    def get_queryset(self):
        return super().get_queryset().select_related("customer__user")


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), max_length=500, min_length=4, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("The customer reads it.")
    )


class PrivacySettle(PrivacyAct):
    url, name = "privacy-requests/<str:number>/settle/", "privacy-settle"
    title = _("Corrected: answer")
    form_class = AnswerForm
    tone = "primary"
    icon = "check"

    def is_open(self, row, user):
        return row.is_open("settle") and row.kind == PrivacyKind.CORRECTION

    def perform(self, row, form, by):
        requests.settle(row, answer=form.cleaned_data["answer"], by=by)
        return _("Answered.")


class PrivacyPhoneForm(ReasonForm):
    phone = PhoneField(label=_("New mobile number"))


class PrivacyPhone(PrivacyAct):
    """For somebody who has lost the old number and cannot prove it with a code."""

    url, name = "privacy-requests/<str:number>/phone/", "privacy-phone"
    title = _("Change the mobile number")
    form_class = PrivacyPhoneForm
    icon = "phone"

    def is_open(self, row, user):
        return row.kind == PrivacyKind.CORRECTION and row.state == PrivacyState.ASKED and bool(row.identity)

    def perform(self, row, form, by):
        phones.require_other(row.customer, form.cleaned_data["phone"])
        phones.change(row.customer, form.cleaned_data["phone"], by=by, reason=form.cleaned_data["reason"])
        return _("Changed; every session of the customer has ended.")


class PrivacyRefuse(PrivacyAct):
    url, name = "privacy-requests/<str:number>/refuse/", "privacy-refuse"
    title = _("Refuse")
    form_class = AnswerForm
    tone = "danger"
    icon = "x"

    def is_open(self, row, user):
        return row.is_open("refuse") and row.kind == PrivacyKind.CORRECTION

    def perform(self, row, form, by):
        requests.refuse(row, answer=form.cleaned_data["answer"], by=by)
        return _("Refused; the customer reads why.")


class PrivacyWithdraw(PrivacyAct):
    url, name = "privacy-requests/<str:number>/withdraw/", "privacy-withdraw"
    title = _("Take back for the customer")
    form_class = ReasonForm
    move = "withdraw"
    icon = "undo"

    def perform(self, row, form, by):
        requests.withdraw(row, by=by, reason=form.cleaned_data["reason"])
        return _("Taken back.")


PrivacyList.actions += [PrivacyTakeIn]
PrivacyDetail.actions += [PrivacySettle, PrivacyPhone, PrivacyWithdraw, PrivacyRefuse]

declare_queue(Queue(
    code="privacy-requests", label=_("Privacy requests"), permission=HANDLE, count=waiting, due=first_due, minutes=15 * 24 * 60,
    url=lambda user: f"{PrivacyList.get_url()}?view=open", icon="lock", act=_("Answer"), position=60, department=Department.SERVICE,
))  # fmt: skip
