"""Filters of inventory's lists."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from catalog.models import Sku, Supplier
from inventory.models import Batch, BatchState, HoldState, Movement, MovementKind, Receipt, ReceiptState, Reservation, Warehouse


class LevelFilter(filters.FilterSet):
    stock = filters.ChoiceFilter(
        label=_("Stock"),
        method="by_stock",
        choices=[("none", _("Nothing to sell")), ("low", _("Ten or fewer to sell")), ("some", _("Something to sell"))],
    )
    turnover = filters.ChoiceFilter(
        label=_("turnover a year"), method="by_turnover", choices=[("slow", _("Less than once")), ("quick", _("Once or more often"))]
    )
    warehouse = filters.ModelChoiceFilter(
        field_name="stock__warehouse", label=_("warehouse"), queryset=Warehouse.objects.active(), method="by_warehouse"
    )

    class Meta:
        model = Sku
        fields = []

    def by_stock(self, rows, name, value):
        limits = {"none": {"free": 0}, "low": {"free__lte": 10}, "some": {"free__gt": 0}}
        return rows.filter(**limits[value])

    def by_turnover(self, rows, name, value):
        return rows.filter(**({"turnover__lt": 100} if value == "slow" else {"turnover__gte": 100}))

    def by_warehouse(self, rows, name, value):
        return rows.filter(pk__in=value.stock.filter(on_hand__gt=0).values("sku_id"))


class BatchFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=BatchState.choices)
    hold_state = filters.ChoiceFilter(label=_("hold"), choices=HoldState.choices)
    supplier = filters.ModelChoiceFilter(label=_("supplier"), queryset=Supplier.objects.all())
    expires_on = filters.DateFromToRangeFilter(label=_("expires on"))

    class Meta:
        model = Batch
        fields = []


class MovementFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("kind"), choices=MovementKind.choices)
    warehouse = filters.ModelChoiceFilter(field_name="bin__zone__warehouse", label=_("warehouse"), queryset=Warehouse.objects.active())
    at = filters.DateFromToRangeFilter(label=_("time"))

    class Meta:
        model = Movement
        fields = []


class ShortageFilter(filters.FilterSet):
    created_at = filters.DateFromToRangeFilter(label=_("reserved at"))

    class Meta:
        model = Reservation
        fields = []


class ReceiptFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=ReceiptState.choices)
    warehouse = filters.ModelChoiceFilter(label=_("warehouse"), queryset=Warehouse.objects.active())
    supplier = filters.ModelChoiceFilter(label=_("supplier"), queryset=Supplier.objects.all())

    class Meta:
        model = Receipt
        fields = []
