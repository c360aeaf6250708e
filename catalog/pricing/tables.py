"""The shapes of the lists of prices and of their changes."""
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from catalog.models import Price, PriceChange
from catalog.pricing import limits
from microstore.core.pages import Column, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.core.pages.wording import yuan


class PriceTable(tables.Table):
    sku = LinkColumn(
        "price-history", of="sku", accessor="sku__code", verbose_name=_("SKU number"))
    product = Column(accessor="sku__product__name", verbose_name=_("Product"))
    store = Column(empty_values=(), verbose_name=_("Store"))
    kind = Column(accessor="kind_label", orderable=False, verbose_name=_("Kind"))
    amount_fen = MoneyColumn(verbose_name=_("Price"))
    margin = Column(empty_values=(), verbose_name=_("Margin"), orderable=False)
    valid_from = TimeColumn(verbose_name=_("Valid from"))
    valid_until = TimeColumn(verbose_name=_("Valid until"))
    reason = Column(orderable=False, verbose_name=_("Reason"))
    set_by = Column(orderable=False, verbose_name=_("Set by"))

    class Meta:
        model = Price
        fields = ("sku", "product", "store", "kind", "amount_fen", "margin", "valid_from", "valid_until", "reason", "set_by")

    def render_store(self, record):
        return record.store or _("All stores")

    def render_kind(self, record):
        more = _("from %(units)d units") % {"units": record.from_units} if record.from_units > 1 else record.channel
        return f"{record.kind_label} · {more}" if more else record.kind_label

    def render_margin(self, record):
        """What is left over the purchase cost of the SKU's page; the form of a change knows that of the batch."""
        cost = record.sku.cost_fen
        return f"{yuan(record.amount_fen - cost)} · {limits.margin_percent(record.amount_fen, cost)} %" if cost is not None else "—"


class PriceChangeTable(tables.Table):
    number = LinkColumn("price-change", verbose_name=_("Number"))
    state = StatusColumn(orderable=True, verbose_name=_("State"))
    what = Column(accessor="first_words", orderable=False, verbose_name=_("Prices"))
    line_count = NumberColumn(orderable=False, verbose_name=_("Number of prices"))
    percent = NumberColumn(verbose_name=_("Largest change"))
    needs = Column(orderable=False, verbose_name=_("Needs"))
    starts_at = TimeColumn(verbose_name=_("Begins"))
    reason = Column(orderable=False, verbose_name=_("Reason"))
    asked_by = Column(orderable=False, verbose_name=_("Asked by"))
    asked_at = TimeColumn(verbose_name=_("Asked"))

    class Meta:
        model = PriceChange
        fields = ("number", "state", "what", "line_count", "percent", "needs", "starts_at", "reason", "asked_by", "asked_at")

    def render_percent(self, value):
        return f"{value}%"

    def render_needs(self, record):
        return "、".join(str(limits.Needs(post).label) for post in record.missing) if record.state == PriceChange.State.REQUESTED else "—"
