"""Money for finance: payments, those that need attention, refunds, the ledger."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Panel, ReasonForm, View
from orders.filters import LedgerFilter, PaymentFilter, RefundFilter
from orders.forms import SettleForm
from orders.models import LedgerEntry, Payment, Refund
from orders.services import payments, refunds
from orders.tables import LedgerTable, PaymentTable, RefundTable


def in_doubt(user):
    return Payment.objects.visible_to(user).needing_attention().count() or None


def failed(user):
    return Refund.objects.visible_to(user).filter(state=Refund.State.FAILED).count() or None


class PaymentList(ListPage):
    url = "payments/"
    name = "payments"
    title = _("Payments")
    permission = "orders.view_payment"
    menu = Menu(Department.FINANCE, icon="coin", position=10, count=in_doubt, hot=True)
    model = Payment
    table_class = PaymentTable
    filterset_class = PaymentFilter
    search_fields = ("=number", "=provider_ref", "=order__number")
    search_hint = _("Payment, order or provider number")
    keyset = ("-pk",)
    export_name = "payments"
    views = [
        View("attention", _("Needs attention"), "state=attention", count=in_doubt),
        View("waiting", _("Waiting for payment"), "state=created&state=pending"),
        View("succeeded", _("Succeeded"), "state=succeeded"),
        View("surplus", _("Paid more than once"), "is_surplus=true"),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("order")


class PaymentDetail(DetailPage):
    url = "payments/<str:number>/"
    name = "payment"
    title = _("Payment")
    permission = "orders.view_payment"
    model = Payment
    lookup = "number"
    panels = [Panel("orders/backoffice/_payment.html", _("Payment"))]

    def get_queryset(self):
        return super().get_queryset().select_related("order__store")

    def subheading(self, row):
        return row.order.number


class PaymentAct(ActionPage):
    model = Payment
    lookup = "number"
    back = PaymentDetail
    permission = "orders.settle_payment"
    form_class = ReasonForm

    def get_queryset(self):
        return super().get_queryset().select_related("order")

    def facts(self, row):
        return [
            (_("Asked for"), format_yuan(row.amount_fen)),
            (_("Came"), format_yuan(row.told_fen or 0)),
            (_("Why"), row.attention),
        ]


class PaymentGiveBack(PaymentAct):
    url = "payments/<str:number>/give-back/"
    name = "payment-give-back"
    title = _("Give back what came")
    icon = "refund"

    def is_open(self, row, user):
        return row.state == Payment.State.ATTENTION and bool(row.provider_ref)

    def perform(self, row, form, by):
        payments.give_back(row, reason=form.cleaned_data["reason"], by=by)
        return _("The refund is on its way.")


class PaymentDismiss(PaymentAct):
    url = "payments/<str:number>/dismiss/"
    name = "payment-dismiss"
    title = _("Dismiss")
    move = "dismiss"
    tone = "danger"
    icon = "x"

    def perform(self, row, form, by):
        payments.dismiss(row, reason=form.cleaned_data["reason"], by=by)
        return _("Dismissed: no money of ours is involved.")


PaymentDetail.actions += [PaymentGiveBack, PaymentDismiss]


class RefundList(ListPage):
    url = "refunds/"
    name = "refunds"
    title = _("Refunds")
    permission = "orders.view_refund"
    menu = Menu(Department.FINANCE, icon="refund", position=20, count=failed, hot=True)
    model = Refund
    table_class = RefundTable
    filterset_class = RefundFilter
    search_fields = ("=number", "=provider_ref", "=order__number")
    search_hint = _("Refund, order or provider number")
    keyset = ("-pk",)
    export_name = "refunds"
    views = [
        View("failed", _("Failed"), "state=failed", count=failed),
        View("open", _("On the way"), "state=requested&state=processing"),
        View("done", _("Refunded"), "state=succeeded"),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("order")


class RefundDetail(DetailPage):
    url = "refunds/<str:number>/"
    name = "refund"
    title = _("Refund")
    permission = "orders.view_refund"
    model = Refund
    lookup = "number"
    panels = [Panel("orders/backoffice/_refund.html", _("Refund"))]

    def get_queryset(self):
        return super().get_queryset().select_related("order__store", "payment")

    def subheading(self, row):
        return row.order.number


class RefundRetry(ActionPage):
    url = "refunds/<str:number>/retry/"
    name = "refund-retry"
    title = _("Try again")
    permission = "orders.retry_refund"
    form_class = ReasonForm
    model = Refund
    lookup = "number"
    back = RefundDetail
    move = "retry"
    icon = "undo"

    def facts(self, row):
        return [(_("Amount"), format_yuan(row.amount_fen)), (_("Error"), row.error)]

    def perform(self, row, form, by):
        refunds.retry(row, reason=form.cleaned_data["reason"], by=by)
        return _("The refund is sent again.")


class RefundSettle(ActionPage):
    url = "refunds/<str:number>/settle/"
    name = "refund-settle"
    title = _("Paid back by hand")
    permission = "orders.settle_payment"
    form_class = SettleForm
    model = Refund
    lookup = "number"
    back = RefundDetail
    tone = "plain"
    icon = "check"

    def get_queryset(self):
        return super().get_queryset().select_related("order", "payment")

    def is_open(self, row, user):
        return row.state == Refund.State.FAILED

    def facts(self, row):
        return [(_("Amount"), format_yuan(row.amount_fen)), (_("Error"), row.error)]

    def perform(self, row, form, by):
        refunds.settle_by_hand(row, **form.cleaned_data, by=by)
        return _("Booked as refunded.")


RefundDetail.actions += [RefundRetry, RefundSettle]


class LedgerList(ListPage):
    url = "ledger/"
    name = "ledger"
    title = _("Money ledger")
    permission = "orders.view_ledgerentry"
    menu = Menu(Department.FINANCE, icon="scale", position=30)
    model = LedgerEntry
    table_class = LedgerTable
    filterset_class = LedgerFilter
    search_fields = ("=provider_ref", "=order__number")
    search_hint = _("Order or provider number")
    keyset = ("-pk",)
    export_name = "ledger"

    def get_queryset(self):
        return super().get_queryset().select_related("order", "payment")
