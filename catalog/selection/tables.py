"""Lists of the market and of proposals."""
import django_filters as filters
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.models import (
    Competitor,
    CompetitorProduct,
    MarketSurvey,
    PriceAlarm,
    PriceObservation,
    SelectionProposal,
    Supplier,
)
from microstore.compliance.classes import ProductClass
from microstore.core.pages import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.core.pages.wording import yuan


def of_competitor(path: str):
    return filters.ModelChoiceFilter(label=_("Competing shop"), queryset=Competitor.objects.order_by("name"), field_name=path)


class CompetitorTable(tables.Table):
    name = LinkColumn("competitor", verbose_name=_("Name"))
    platform = Column(verbose_name=_("Platform"))
    product_count = NumberColumn(verbose_name=_("Products"))
    newest_on = DateColumn(verbose_name=_("Last look"))
    is_active = Column(verbose_name=_("Watched"), orderable=False)

    class Meta:
        model = Competitor
        fields = ()

    def render_is_active(self, value):
        return _("Yes") if value else _("No")


class CompetitorFilter(filters.FilterSet):
    is_active = filters.BooleanFilter(label=_("Watched"))


class RivalTable(tables.Table):
    name = LinkColumn("rival", accessor="name", verbose_name=_("Competitor's product"))
    spec = Column(verbose_name=_("Specification"), orderable=False)
    competitor = Column(order_by=("competitor__name",), verbose_name=_("Competing shop"))
    newest_fen = MoneyColumn(verbose_name=_("Newest price"))
    move = Column(accessor="move_fen", verbose_name=_("Move"), orderable=False, attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    newest_promo = Column(verbose_name=_("Promotion"), orderable=False)
    newest_on = DateColumn(verbose_name=_("Seen"))
    sku = Column(accessor="sku__code", verbose_name=_("Our SKU"), orderable=False)

    class Meta:
        model = CompetitorProduct
        fields = ()

    def render_move(self, value):
        if not value:
            return "="
        return format_html('<span class="{}">{}{}</span>', "t-danger" if value < 0 else "", "−" if value < 0 else "+", yuan(abs(value)))

    def value_move(self, value):
        return f"{value / 100:.2f}" if value is not None else ""


class RivalFilter(filters.FilterSet):
    competitor = of_competitor("competitor")
    linked = filters.BooleanFilter(label=_("Compared with ours"), field_name="sku", lookup_expr="isnull", exclude=True)
    newest_on = filters.DateFromToRangeFilter(label=_("Seen"))
    is_active = filters.BooleanFilter(label=_("Watched"))


class ObservationTable(tables.Table):
    seen_on = DateColumn(verbose_name=_("Seen on"))
    rival = LinkColumn("rival", of="rival", verbose_name=_("Competitor's product"), orderable=False)
    competitor = Column(accessor="rival__competitor", verbose_name=_("Competing shop"), orderable=False)
    price_fen = MoneyColumn(verbose_name=_("Price"))
    promo = Column(verbose_name=_("Promotion"), orderable=False)
    source = Column(verbose_name=_("Where it was seen"), orderable=False)
    by = Column(verbose_name=_("Seen by"), orderable=False)

    class Meta:
        model = PriceObservation
        fields = ()

    def render_by(self, value):
        return value.name or str(value)


class ObservationFilter(filters.FilterSet):
    competitor = of_competitor("rival__competitor")
    seen_on = filters.DateFromToRangeFilter(label=_("Seen on"))
    source = filters.ChoiceFilter(label=_("Where it was seen"), choices=PriceObservation.Source.choices)
    promo = filters.BooleanFilter(label=_("With a promotion"), method="with_promo")

    def with_promo(self, rows, name, value):
        return rows.exclude(promo="") if value else rows.filter(promo="")


class AlarmTable(tables.Table):
    sku = LinkColumn("price-alarm", accessor="sku__product__name", verbose_name=_("Product"), orderable=False)
    code = Column(accessor="sku__code", verbose_name=_("SKU"), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    per_cent = NumberColumn(verbose_name=_("Gap"))
    ours_fen = MoneyColumn(verbose_name=_("Our price"))
    theirs_fen = MoneyColumn(verbose_name=_("Their price"))
    competitor = Column(accessor="rival__competitor", verbose_name=_("Competing shop"), orderable=False)
    owner = Column(verbose_name=_("Responsible"), orderable=False)
    opened_at = TimeColumn(verbose_name=_("Noticed"))

    class Meta:
        model = PriceAlarm
        fields = ()

    def render_per_cent(self, value):
        return f"+{value} %"

    def render_owner(self, value):
        return value.name or str(value)


class AlarmFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=PriceAlarm.State.choices)
    competitor = of_competitor("rival__competitor")
    mine = filters.BooleanFilter(label=_("Mine"), method="of_me")

    def of_me(self, rows, name, value):
        return rows.filter(owner=self.request.user) if value else rows


class SurveyTable(tables.Table):
    month = LinkColumn("market-survey", verbose_name=_("Month"))
    state = StatusColumn(verbose_name=_("State"))
    confirmed_by = Column(verbose_name=_("Confirmed by"), orderable=False)
    confirmed_at = TimeColumn(verbose_name=_("Confirmed"))
    strategy_at = TimeColumn(verbose_name=_("Strategy written"))

    class Meta:
        model = MarketSurvey
        fields = ()

    def render_month(self, record, column):
        return column.render(str(record), record, self)

    def value_month(self, record):
        return str(record)

    def render_confirmed_by(self, value):
        return value.name or str(value)


class ProposalTable(tables.Table):
    name = LinkColumn("proposal", verbose_name=_("Name"))
    number = Column(verbose_name=_("Number"))
    state = StatusColumn(verbose_name=_("State"))
    supplier = Column(order_by=("supplier__name",), verbose_name=_("Supplier"))
    planned_fen = MoneyColumn(verbose_name=_("Planned price"))
    margin = NumberColumn(accessor="margin_per_cent", verbose_name=_("Margin"), orderable=False)
    planned_on = DateColumn(verbose_name=_("Planned listing"))
    votes = Column(accessor="vote_count", verbose_name=_("Votes"), orderable=False)
    proposed_by = Column(verbose_name=_("Proposed by"), orderable=False)

    class Meta:
        model = SelectionProposal
        fields = ()

    def render_margin(self, value):
        return f"{value} %"

    def render_votes(self, record):
        return f"{record.yes_count} / {record.vote_count}" if record.vote_count else "—"

    def render_proposed_by(self, value):
        return value.name or str(value)


class ProposalFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=SelectionProposal.State.choices)
    product_class = filters.ChoiceFilter(label=_("Class of goods"), choices=ProductClass.choices)
    supplier = filters.ModelChoiceFilter(label=_("Supplier"), queryset=Supplier.objects.order_by("name"))
    planned_on = filters.DateFromToRangeFilter(label=_("Planned listing"))
    made = filters.BooleanFilter(label=_("Product made"), field_name="product", lookup_expr="isnull", exclude=True)
