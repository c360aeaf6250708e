"""The shape of the list of updates."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from catalog.models import ProductUpdate
from microstore.core import clock
from microstore.core.pages import Column, DateColumn, LinkColumn, StatusColumn, TimeColumn


class UpdateTable(tables.Table):
    product = LinkColumn("product-update", accessor="product__name", verbose_name=_("Product"), orderable=False)
    kind = Column(verbose_name=_("What is updated"), orderable=False)
    state = StatusColumn(verbose_name=_("State"), orderable=False)
    planned_on = DateColumn(verbose_name=_("Planned for"), orderable=False)
    note = Column(verbose_name=_("Change note"), orderable=False)
    told = Column(verbose_name=_("Customers told"), orderable=False)
    opened_by = Column(verbose_name=_("Opened by"), orderable=False)
    opened_at = TimeColumn(verbose_name=_("Update opened"))

    class Meta:
        model = ProductUpdate
        fields = ("product", "kind", "state", "planned_on", "note", "told", "opened_by", "opened_at")


class UpdateFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=ProductUpdate.State.choices)
    kind = django_filters.ChoiceFilter(label=_("What is updated"), choices=ProductUpdate.Kind.choices)
    late = django_filters.BooleanFilter(label=_("Planned day passed"), method="whose_day_passed")

    def whose_day_passed(self, rows, name, value):
        late = {"state": ProductUpdate.State.SELLING, "planned_on__lt": clock.today()}
        return rows.filter(**late) if value else rows.exclude(**late)
