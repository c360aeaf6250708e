"""What questions and reviews have in common: words of customers about a product, looked at by due time before everybody reads them."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ActionPage, Column, DetailPage, ListPage, StatusColumn
from microstore.stores.models import Store

COUNTED = 1000


class Waiting:
    """How many wait that a colleague may see, and until when the first of them may."""

    def __init__(self, model):
        self.model = model

    def rows(self, user):
        return self.model.objects.visible_to(user).waiting()

    def count(self, user) -> int | None:
        return self.rows(user)[:COUNTED].count() or None

    def first_due(self, user):
        return self.rows(user).order_by("due_at").values_list("due_at", flat=True).first()


class AboutProductTable(tables.Table):
    state = StatusColumn(verbose_name=_("State"))
    product = Column(accessor="product__name", orderable=False, verbose_name=_("Product"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"))


class AboutProductFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))


class AboutProductList(ListPage):
    search_fields = ("text", "product__name")

    def get_queryset(self):
        return super().get_queryset().select_related("product", "store")


class AboutProductDetail(DetailPage):
    related = ("product__live_revision", "customer", "store")

    def get_queryset(self):
        return super().get_queryset().select_related(*self.related)

    def heading(self, row):
        return row.product.name


class AboutProductAct(ActionPage):
    def get_queryset(self):
        return super().get_queryset().select_related("product__live_revision", "store", "customer__user")

    def back_label(self, row):
        return row.product.name
