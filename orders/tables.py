"""The shapes of the lists of the orders department."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.core.pages import Column, LinkColumn, MoneyColumn, StatusColumn, TimeColumn
from orders.models import LedgerEntry, Order, Payment, Refund

ONE_LINE = {"td": {"class": "nowrap"}}


class OrderTable(tables.Table):
    number = LinkColumn("order", verbose_name=_("Order number"))
    display = StatusColumn(verbose_name=_("State"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"), attrs=ONE_LINE)
    receiver = Column(accessor="receiver_name", verbose_name=_("Receiver"), orderable=False, attrs=ONE_LINE)
    phone = Column(accessor="receiver_phone", verbose_name=_("Phone"), orderable=False)
    region = Column(accessor="province", verbose_name=_("Province"), attrs=ONE_LINE)
    total = MoneyColumn(accessor="total_fen", verbose_name=_("Total"))
    placed = TimeColumn(accessor="placed_at", verbose_name=_("Placed"))
    paid = TimeColumn(accessor="paid_at", verbose_name=_("Paid"))
    ship_due = TimeColumn(accessor="ship_due_at", verbose_name=_("To be shipped by"))

    class Meta:
        model = Order
        fields = ()

    def render_receiver(self, value):
        return masking.name(value)

    def render_phone(self, value):
        return masking.phone(value)

    value_receiver, value_phone = render_receiver, render_phone


class PaymentTable(tables.Table):
    number = LinkColumn("payment", verbose_name=_("Payment number"))
    state = StatusColumn(verbose_name=_("State"))
    order = LinkColumn("order", of="order", accessor="order__number", verbose_name=_("Order"))
    method = Column(verbose_name=_("Method"))
    amount = MoneyColumn(accessor="amount_fen", verbose_name=_("Amount"))
    told = MoneyColumn(accessor="told_fen", verbose_name=_("Amount the provider named"))
    provider_ref = Column(orderable=False, verbose_name=_("Provider reference"))
    created = TimeColumn(accessor="created_at", verbose_name=_("Created"))
    succeeded = TimeColumn(accessor="succeeded_at", verbose_name=_("Succeeded"))

    class Meta:
        model = Payment
        fields = ()


class RefundTable(tables.Table):
    number = LinkColumn("refund", verbose_name=_("Refund number"))
    state = StatusColumn(verbose_name=_("State"))
    order = LinkColumn("order", of="order", accessor="order__number", verbose_name=_("Order"))
    kind = Column(verbose_name=_("Kind"))
    amount = MoneyColumn(accessor="amount_fen", verbose_name=_("Amount"))
    reason = Column(orderable=False, verbose_name=_("Reason"))
    error = Column(orderable=False, verbose_name=_("Error"))
    requested = TimeColumn(accessor="requested_at", verbose_name=_("Requested"))
    succeeded = TimeColumn(accessor="succeeded_at", verbose_name=_("Refunded"))

    class Meta:
        model = Refund
        fields = ()


class LedgerTable(tables.Table):
    at = TimeColumn(verbose_name=_("Time"))
    kind = Column(verbose_name=_("Kind"))
    order = LinkColumn("order", of="order", accessor="order__number", verbose_name=_("Order"))
    payment = Column(accessor="payment__number", verbose_name=_("Payment"))
    amount = MoneyColumn(accessor="amount_fen", verbose_name=_("Amount"))
    provider_ref = Column(orderable=False, verbose_name=_("Provider reference"))

    class Meta:
        model = LedgerEntry
        fields = ()
