"""The shapes of the lists of the channels."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import Column, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from orders.models import Channel, ChannelFile, ChannelOrder, Reconciliation, SkuMapping

ONE_LINE = {"td": {"class": "nowrap"}}


class ChannelTable(tables.Table):
    name = LinkColumn("channel", verbose_name=_("Channel"))
    kind = Column(verbose_name=_("Kind"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"), attrs=ONE_LINE)
    health = Column(accessor="health", orderable=False, verbose_name=_("Health"))
    pulled = TimeColumn(accessor="last_good_at", orderable=False, verbose_name=_("Last pull"))
    troubled = NumberColumn(accessor="troubled", verbose_name=_("Exceptions"))
    waiting = NumberColumn(accessor="waiting", verbose_name=_("To tell"))
    share = NumberColumn(accessor="share_percent", verbose_name=_("Share, %"))

    class Meta:
        model = Channel
        fields = ()

    def render_health(self, value):
        label, tone = value
        return format_html('<span class="tag tag-{}">{}</span>', tone, label)

    def value_health(self, value):
        return value[0]


class ChannelOrderTable(tables.Table):
    external_id = LinkColumn("channel-order", verbose_name=_("Order at the channel"))
    channel = Column(order_by=("channel__name",), verbose_name=_("Channel"), attrs=ONE_LINE)
    state = StatusColumn(verbose_name=_("State"))
    trouble = StatusColumn(verbose_name=_("What is wrong"))
    platform = StatusColumn(verbose_name=_("State at the channel"))
    order = Column(accessor="order__number", orderable=False, verbose_name=_("Order"), attrs=ONE_LINE)
    province = Column(verbose_name=_("Province"), attrs=ONE_LINE)
    amount = MoneyColumn(accessor="amount_fen", verbose_name=_("Total"))
    paid = MoneyColumn(accessor="paid_fen", verbose_name=_("Paid"))
    refunded = MoneyColumn(accessor="refund_fen", verbose_name=_("Refunded"))
    placed = TimeColumn(accessor="placed_at", verbose_name=_("Placed"))

    class Meta:
        model = ChannelOrder
        fields = ()

    def render_trouble(self, record):
        from microstore.core.pages.wording import status_badge

        return status_badge(record, "trouble") if record.trouble else "—"


class MappingTable(tables.Table):
    title = LinkColumn("channel-mapping", verbose_name=_("Goods at the channel"), empty_values=(None,))
    channel = Column(order_by=("channel__name",), verbose_name=_("Channel"), attrs=ONE_LINE)
    external_sku = Column(verbose_name=_("SKU at the channel"))
    merchant_code = Column(verbose_name=_("Merchant code"))
    sku = Column(accessor="sku__code", orderable=False, verbose_name=_("Our SKU"))
    product = Column(accessor="sku__product__name", orderable=False, verbose_name=_("Product"))
    how = Column(accessor="is_automatic", orderable=False, verbose_name=_("Found by"))
    seen = TimeColumn(accessor="seen_at", verbose_name=_("First seen"))

    class Meta:
        model = SkuMapping
        fields = ()

    def render_how(self, record):
        return (_("Merchant code") if record.is_automatic else _("A person")) if record.sku_id else "—"

    def render_title(self, value, record, column):
        return LinkColumn.render(column, value or record.external_sku, record, self)


class ComparisonTable(tables.Table):
    day = LinkColumn("channel-comparison", verbose_name=_("Day"))
    channel = Column(order_by=("channel__name",), verbose_name=_("Channel"), attrs=ONE_LINE)
    result = Column(accessor="is_equal", orderable=False, verbose_name=_("Result"))
    theirs_count = NumberColumn(verbose_name=_("Orders at the channel"))
    ours_count = NumberColumn(verbose_name=_("Orders here"))
    theirs = MoneyColumn(accessor="theirs_fen", verbose_name=_("Amount at the channel"))
    ours = MoneyColumn(accessor="ours_fen", verbose_name=_("Amount here"))
    checked = TimeColumn(accessor="checked_at", verbose_name=_("Compared"))

    class Meta:
        model = Reconciliation
        fields = ()

    def render_day(self, value, record, column):
        return LinkColumn.render(column, f"{value:%Y-%m-%d}", record, self)

    def render_result(self, record):
        label, tone = (_("Equal"), "ok") if record.is_equal else (_("Differs"), "danger")
        return format_html('<span class="tag tag-{}">{}</span>', tone, label)


class FileTable(tables.Table):
    number = LinkColumn("channel-file", verbose_name=_("Order list"))
    channel = Column(order_by=("channel__name",), verbose_name=_("Channel"), attrs=ONE_LINE)
    state = StatusColumn(verbose_name=_("State"))
    name = Column(orderable=False, verbose_name=_("File name"))
    made = NumberColumn(verbose_name=_("New orders"))
    skipped = NumberColumn(verbose_name=_("Known before"))
    failed = NumberColumn(verbose_name=_("Rows with errors"))
    paid = MoneyColumn(accessor="paid_fen", verbose_name=_("Paid"))
    uploaded = TimeColumn(accessor="at", verbose_name=_("Uploaded"))

    class Meta:
        model = ChannelFile
        fields = ()
