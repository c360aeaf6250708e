"""How the lists of the orders department are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from microstore.core.money import YuanFormField
from microstore.stores.models import Store
from orders.models import Display, LedgerEntry, Order, Payment, PaymentState, Refund


class YuanRangeFilter(django_filters.NumberFilter):
    """At least this many yuan; rows hold fen."""

    field_class = YuanFormField


class OrderFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))
    placed = django_filters.DateFromToRangeFilter(field_name="placed_at", label=_("Placed"))
    total_from = YuanRangeFilter(field_name="total_fen", lookup_expr="gte", label=_("Total from, yuan"))
    has_note = django_filters.BooleanFilter(label=_("With a note"), method="by_note")
    display = django_filters.MultipleChoiceFilter(label=_("State"), choices=Display.choices)
    payment = django_filters.MultipleChoiceFilter(field_name="payment_state", label=_("Payment"), choices=PaymentState.choices)

    class Meta:
        model = Order
        fields = []

    def by_note(self, rows, name, value):
        return rows.exclude(note="") if value else rows.filter(note="")


class PaymentFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Payment.State.choices)
    created = django_filters.DateFromToRangeFilter(field_name="created_at", label=_("Created"))
    is_surplus = django_filters.BooleanFilter(label=_("More than the order needs"))

    class Meta:
        model = Payment
        fields = ["method"]


class RefundFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Refund.State.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Refund.Kind.choices)
    requested = django_filters.DateFromToRangeFilter(field_name="requested_at", label=_("Requested"))

    class Meta:
        model = Refund
        fields = []


class LedgerFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=LedgerEntry.Kind.choices)
    at = django_filters.DateFromToRangeFilter(label=_("Time"))

    class Meta:
        model = LedgerEntry
        fields = []
