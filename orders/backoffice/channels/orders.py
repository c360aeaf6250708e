"""Orders of channels: the list with its exceptions, and one of them with what it says and what became of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import ActionPage, BulkAction, DetailPage, ListPage, Menu, Panel, ReasonForm, View
from microstore.core.pages.wording import moment
from orders.backoffice.channels import counts
from orders.backoffice.orders import OrderDetail
from orders.filters_channels import ChannelOrderFilter
from orders.models import ChannelOrder, Platform
from orders.services.channels import exceptions, pulling
from orders.tables_channels import ChannelOrderTable

S = ChannelOrder.State
WAITS = (S.PULLED, S.MAPPED, S.EXCEPTION)


class RetryMany(BulkAction):
    code = "retry"
    title = _("Try again")
    permission = "orders.work_channel"

    def refuse(self, row, user):
        return "" if row.state in WAITS and row.platform == Platform.TO_SHIP else _("Does not wait for an order to be made.")

    def perform(self, row, form, by):
        if not exceptions.retry_one(row.pk, by=by):
            row.refresh_from_db()
            raise Refused(row.trouble_text or _("Not possible in its present state."))
        return _("The order is made.")


class ChannelOrderList(ListPage):
    url = "channel-orders/"
    name = "channel-orders"
    title = _("Channel orders")
    permission = "orders.view_channelorder"
    menu = Menu(Department.OPERATIONS, icon="orders", position=91, count=counts.troubled, hot=True)
    model = ChannelOrder
    table_class = ChannelOrderTable
    filterset_class = ChannelOrderFilter
    search_fields = ("^external_id", "=order__number")
    search_hint = _("Number at the channel or of our order")
    keyset = ("-placed_at", "-pk")
    export_name = "channel-orders"
    bulk = [RetryMany]
    views = [
        View("troubled", _("Needs a person"), "is_troubled=true", count=counts.troubled),
        View("open", _("Not made yet"), "state=pulled&state=mapped&state=exception&platform=to_ship"),
        View("made", _("Order made"), "state=imported&state=shipped_local&state=tracking_pushed"),
        View("settled", _("Settled"), "state=settled"),
        View("closed", _("Closed"), "state=closed&state=ignored"),
    ]
    empty_text = _("Orders of channels appear here as soon as they are pulled or imported.")

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "order").defer("raw", "receiver")


class ChannelOrderDetail(DetailPage):
    url = "channel-orders/<int:pk>/"
    name = "channel-order"
    title = _("Channel order")
    permission = "orders.view_channelorder"
    model = ChannelOrder
    status_fields = ("state", "platform", "trouble", "refund")
    panels = [
        Panel("orders/backoffice/channels/_trouble.html", _("What is wrong"), is_shown=lambda row: row.trouble),
        Panel(
            "orders/backoffice/channels/_lines.html", _("Goods"), is_flush=True,
            context=lambda request, row: {"lines": list(row.lines.select_related("sku__product")), "mappings": _mappings(row)},
        ),
    ]  # fmt: skip
    side = [
        Panel("orders/backoffice/channels/_amounts.html", _("Amounts")),
        Panel("orders/backoffice/channels/_facts.html", _("Facts"), context=lambda request, row: {"pushes": list(row.ship_pushes.all())}),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "order", "file")

    def heading(self, row):
        return row.external_id

    def subheading(self, row):
        return row.channel.name

    def badges(self, row):
        return tuple(name for name in self.status_fields if getattr(row, name) not in ("", "none"))

    def steps(self, row):
        """The way of state C15, where the order goes it."""
        if row.state in (S.CLOSED, S.IGNORED):
            return [(_("Pulled"), "done", moment(row.pulled_at)), (row.get_state_display(), "now", "")]
        way = [
            (_("Pulled"), row.pulled_at), (_("Order made"), row.imported_at), (_("Shipped here"), None), (_("Waybill told"), None),
            (_("Settled"), None),
        ]  # fmt: skip
        at = {S.IMPORTED: 2, S.SHIPPED_LOCAL: 3, S.TRACKING_PUSHED: 4, S.SETTLED: 5}.get(row.state, 1)
        return [
            (label, "done" if place < at else "now" if place == at else "next", moment(when) if when else "")
            for place, (label, when) in enumerate(way)
        ]

    def links(self, row):
        if not row.order:
            return []
        return [(f"{_('Our order')} {row.order.number}", reverse("backoffice:order", args=[row.order.number]), "orders")]


def _mappings(row: ChannelOrder) -> dict:
    from orders.models import SkuMapping

    rows = SkuMapping.objects.filter(channel=row.channel, external_sku__in=[line.external_sku for line in row.lines.all()])
    return {mapping.external_sku: mapping for mapping in rows}


class ChannelOrderAct(ActionPage):
    permission = "orders.work_channel"
    model = ChannelOrder
    back = ChannelOrderDetail

    def get_queryset(self):
        return super().get_queryset().select_related("channel")


class ChannelOrderRetry(ChannelOrderAct):
    url = "channel-orders/<int:pk>/retry/"
    name = "channel-order-retry"
    title = _("Try again")
    icon = "play"

    def is_open(self, row, user):
        return row.state in WAITS and row.platform == Platform.TO_SHIP

    def perform(self, row, form, by):
        if exceptions.retry_one(row.pk, by=by):
            return _("The order is made.")
        row.refresh_from_db()
        raise Refused(row.trouble_text or _("Not possible in its present state."))


class ChannelOrderFetch(ChannelOrderAct):
    url = "channel-orders/<int:pk>/fetch/"
    name = "channel-order-fetch"
    title = _("Read it anew")
    icon = "down"
    tone = "plain"

    def is_open(self, row, user):
        return row.file_id is None and row.channel.is_on

    def perform(self, row, form, by):
        pulling.fetch_again(row.channel, [row.external_id])
        return _("It is read with the next pull, within a minute.")


class ChannelOrderIgnore(ChannelOrderAct):
    url = "channel-orders/<int:pk>/ignore/"
    name = "channel-order-ignore"
    title = _("Leave out")
    icon = "x"
    tone = "danger"
    move = "ignore"
    form_class = ReasonForm

    def perform(self, row, form, by):
        exceptions.ignore(row, reason=form.cleaned_data["reason"], by=by)
        return _("It is left out.")


class ChannelOrderSettle(ChannelOrderAct):
    url = "channel-orders/<int:pk>/settle/"
    name = "channel-order-settle"
    title = _("Dealt with")
    icon = "check"
    form_class = ReasonForm

    def is_open(self, row, user):
        return bool(row.trouble) and row.state != S.EXCEPTION

    def perform(self, row, form, by):
        exceptions.settle_trouble(row, reason=form.cleaned_data["reason"], by=by)
        return _("Ticked off.")


ChannelOrderDetail.actions += [ChannelOrderRetry, ChannelOrderSettle, ChannelOrderFetch, ChannelOrderIgnore]
OrderDetail.side.append(
    Panel(
        "orders/backoffice/channels/_origin.html",
        _("Channel"),
        permission="orders.view_channelorder",
        is_shown=lambda row: hasattr(row, "channel_order"),
    )
)
