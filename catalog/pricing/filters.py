"""How lists of prices and of their changes are narrowed."""
import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Price, PriceChange, Supplier
from microstore.core import clock
from microstore.stores.models import Store

Kind = Price.Kind
OF_KIND = {
    Kind.BASE: Q(store=None, channel="", tier="", from_units=1, is_dated=False),
    Kind.STORE: Q(store__isnull=False, channel="", tier="", from_units=1, is_dated=False),
    Kind.CHANNEL: ~Q(channel=""),
    Kind.QUANTITY: Q(from_units__gt=1),
    Kind.DATED: Q(is_dated=True),
}


class PriceFilter(django_filters.FilterSet):
    when = django_filters.ChoiceFilter(label=_("Validity"), method="by_time", choices=[
        ("now", _("In force")), ("planned", _("Begins later")), ("past", _("Past"))])
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))
    kind = django_filters.ChoiceFilter(label=_("Kind"), method="by_kind", choices=[(kind, kind.label) for kind in OF_KIND])
    category = django_filters.ModelChoiceFilter(label=_("Category"), field_name="sku__product__category", queryset=Category.objects.all())
    brand = django_filters.ModelChoiceFilter(label=_("Brand"), field_name="sku__product__brand", queryset=Brand.objects.all())
    supplier = django_filters.ModelChoiceFilter(label=_("Supplier"), field_name="sku__product__supplier", queryset=Supplier.objects.all())

    class Meta:
        model = Price
        fields = ["when", "store", "kind", "category", "brand", "supplier"]

    def by_time(self, rows, name, value):
        now = clock.now()
        if value == "now":
            return rows.in_force(now)
        return rows.filter(valid_from__gt=now) if value == "planned" else rows.filter(valid_until__lte=now)

    def by_kind(self, rows, name, value):
        return rows.filter(OF_KIND[value])


class PriceChangeFilter(django_filters.FilterSet):
    mine = django_filters.BooleanFilter(label=_("Asked by me"), method="by_asker")

    class Meta:
        model = PriceChange
        fields = ["state", "store"]

    def by_asker(self, rows, name, value):
        return rows.filter(asked_by=self.request.user) if value else rows
