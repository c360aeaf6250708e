"""How the lists of product management are narrowed."""
import django_filters
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Listing, Product, Sku
from microstore.stores.models import Store

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ProductFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=Product.State.choices)
    verdict = django_filters.ChoiceFilter(label=_("Scan"), field_name="newest_verdict", choices=[
        ("pass", _("Clean")), ("review", _("Needs evidence")), ("warn", _("Needs a reason")), ("block", _("Blocked"))])
    complete = django_filters.ChoiceFilter(label=_("Complete"), choices=YES_NO, method="by_completeness")
    pending = django_filters.ChoiceFilter(label=_("Open draft"), choices=YES_NO, method="by_pending")
    mine = django_filters.ChoiceFilter(label=_("My products"), choices=YES_NO, method="by_owner")

    class Meta:
        model = Product
        fields = ["state", "category", "brand", "supplier", "product_class"]

    def by_completeness(self, rows, name, value):
        return rows.filter(newest_completeness=100) if value == "yes" else rows.filter(newest_completeness__lt=100)

    def by_pending(self, rows, name, value):
        wanted = ["draft"]
        return rows.filter(newest_state__in=wanted) if value == "yes" else rows.exclude(newest_state__in=wanted)

    def by_owner(self, rows, name, value):
        mine = rows.filter(owner=self.request.user)
        return mine if value == "yes" else rows.exclude(owner=self.request.user)


class StoreScopedFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))


class ListingFilter(StoreScopedFilter):
    is_on = django_filters.BooleanFilter(label=_("On the shelf"))
    in_stock = django_filters.BooleanFilter(label=_("In stock"))
    category = django_filters.ModelChoiceFilter(label=_("Category"), queryset=Category.objects.all())
    brand = django_filters.ModelChoiceFilter(label=_("Brand"), queryset=Brand.objects.all())

    class Meta:
        model = Listing
        fields = ["store", "is_on", "in_stock", "category", "brand"]


class SkuFilter(django_filters.FilterSet):
    in_stock = django_filters.BooleanFilter(label=_("In stock"))

    class Meta:
        model = Sku
        fields = ["in_stock", "is_active"]
