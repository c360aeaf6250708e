"""The shapes of the lists of the shelf."""

import django_filters
import django_tables2 as tables
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Removal, TuningTask
from microstore.core.pages import Column, DateColumn, LinkColumn, StatusColumn, TimeColumn


class RemovalTable(tables.Table):
    product = LinkColumn("product", of="product", accessor="product__name", verbose_name=_("Product"), orderable=False)
    why = Column(verbose_name=_("Because"), orderable=False)
    is_safety = Column(verbose_name=_("By itself, for safety"), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    words = Column(verbose_name=_("What was seen"), orderable=False)
    by = Column(verbose_name=_("Proposed by"), orderable=False)
    at = TimeColumn(verbose_name=_("Seen"))

    class Meta:
        model = Removal
        fields = ("product", "why", "is_safety", "state", "words", "by", "at")

    def render_is_safety(self, value):
        return _("Yes") if value else _("No")


class RemovalFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=Removal.State.choices)
    why = django_filters.ChoiceFilter(label=_("Because"), choices=Product.Delisting.choices)
    is_safety = django_filters.BooleanFilter(label=_("By itself, for safety"))


def percent(value):
    return "—" if value is None else f"{value} %"


class TuningTable(tables.Table):
    product = LinkColumn("tuning", accessor="product__name", verbose_name=_("Product"), orderable=False)
    state = StatusColumn(verbose_name=_("State"), orderable=False)
    reasons = Column(verbose_name=_("Why"), orderable=False, empty_values=())
    before = Column(verbose_name=_("Into carts before"), accessor="before_share", orderable=False, empty_values=())
    after = Column(verbose_name=_("Into carts after"), accessor="after_share", orderable=False, empty_values=())
    owner = Column(verbose_name=_("Responsible"), orderable=False)
    week = DateColumn(verbose_name=_("Week"))

    class Meta:
        model = TuningTask
        fields = ("product", "state", "reasons", "before", "after", "owner", "week")

    def render_reasons(self, record):
        return format_html_join("", "{}<br>", ((words,) for __, words in record.reasons))

    def value_reasons(self, record):
        return " ".join(words for __, words in record.reasons)

    def render_before(self, value):
        return percent(value)

    render_after = render_before


class TuningFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=TuningTask.State.choices)
    week = django_filters.DateFilter(label=_("Week"))
    mine = django_filters.BooleanFilter(label=_("Mine"), method="of_me")

    def of_me(self, rows, name, value):
        return rows.filter(owner=self.request.user) if value else rows
