"""Channels: how well each is read and told, and what can be done about it."""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel
from microstore.core.tasks import ask
from orders.backoffice.channels import counts
from orders.forms_channels import ChannelChangeForm, ChannelOpenForm
from orders.models import Channel, ChannelOrder, InboxItem, ShipPush, SkuMapping, StockPush, SyncCursor
from orders.norms import CHANNEL_STALE
from orders.services.channels import opening, shipping, stock
from orders.tables_channels import ChannelTable
from orders.tasks_channels import compare_channel, pull_channel

SHOWN = 12


def with_health(rows):
    """Each channel with its cursor and what waits for it, in one query."""
    cursor = SyncCursor.objects.filter(channel=OuterRef("pk"), resource="orders")
    return rows.select_related("store").annotate(
        last_good_at=Subquery(cursor.values("last_good_at")),
        failures=Subquery(cursor.values("failures")),
        troubled=_count(ChannelOrder.objects.exclude(trouble="")),
        waiting=_count(StockPush.objects.exclude(next_try_at=None)) + _count(ShipPush.objects.exclude(state=ShipPush.State.DONE)),
    )


def _count(rows):
    counted = rows.filter(channel=OuterRef("pk")).order_by().values("channel").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def health(row) -> tuple[str, str]:
    """(word, tone)"""
    if row.kind == Channel.Kind.FILE:
        return _now("By file"), "neutral"
    if not row.is_on:
        return _now("Off"), "neutral"
    if row.failures:
        return _now("Pull fails"), "danger"
    if row.last_good_at is None or clock.now() - row.last_good_at > CHANNEL_STALE.span:
        return _now("Not read lately"), "warn"
    return _now("Well"), "ok"


Channel.health = property(health)


class ChannelList(ListPage):
    url = "channels/"
    name = "channels"
    title = _("Channels")
    permission = "orders.view_channel"
    menu = Menu(Department.OPERATIONS, icon="layers", position=90)
    model = Channel
    table_class = ChannelTable
    keyset = ("code",)
    empty_text = _("Connect a shop on another platform, or a list of orders as a file.")

    def get_queryset(self):
        return with_health(super().get_queryset())


class ChannelDetail(DetailPage):
    url = "channels/<slug:code>/"
    name = "channel"
    title = _("Channel")
    permission = "orders.view_channel"
    model = Channel
    lookup = "code"
    panels = [
        Panel("orders/backoffice/channels/_health.html", _("Health"), context=lambda request, row: health_of(row)),
        Panel(
            "orders/backoffice/channels/_ship_pushes.html", _("Waybills to tell"), is_flush=True,
            context=lambda request, row: {"pushes": _ship_pushes(row)}, is_shown=lambda row: row.kind == Channel.Kind.WEIDIAN,
        ),
        Panel(
            "orders/backoffice/channels/_stock_pushes.html", _("Stock to tell"), is_flush=True,
            context=lambda request, row: {"pushes": _stock_pushes(row)}, is_shown=lambda row: row.kind == Channel.Kind.WEIDIAN,
        ),
    ]  # fmt: skip
    side = [Panel("orders/backoffice/channels/_settings.html", _("Settings"))]

    def get_queryset(self):
        return with_health(super().get_queryset())

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return row.store.name

    def links(self, row):
        return [
            (_("Its orders"), f"{counts.CHANNEL_ORDERS}?channel={row.pk}", "orders"),
            (_("Its goods"), f"{counts.MAPPINGS}?channel={row.pk}", "tag"),
        ]


def health_of(row: Channel) -> dict:
    inbox = InboxItem.objects.filter(channel=row).aggregate(
        due=Count("pk", filter=Q(next_try_at__isnull=False)), bad=Count("pk", filter=Q(tries__gt=0))
    )
    return {
        "health": health(row), "cursor": row.cursors.first(), "inbox": inbox, "troubled": row.troubled, "orders": counts.CHANNEL_ORDERS,
        "unmapped": SkuMapping.objects.missing().filter(channel=row).count(), "mappings": counts.MAPPINGS,
    }  # fmt: skip


def _ship_pushes(row: Channel) -> list[ShipPush]:
    pushes = ShipPush.objects.filter(channel=row).select_related("channel_order")
    return list(pushes.order_by(counts.not_done_first(), "-pk")[:SHOWN])


def _stock_pushes(row: Channel) -> list[StockPush]:
    return list(StockPush.objects.filter(channel=row).select_related("sku__product").order_by("next_try_at", "-pushed_at")[:SHOWN])


class ChannelOpen(FormPage):
    url = "channels/new/"
    name = "channel-new"
    title = _("Connect a channel")
    permission = "orders.add_channel"
    form_class = ChannelOpenForm
    back = ChannelDetail

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def save(self, form, by):
        return opening.open_channel(**form.cleaned_data, by=by)


class ChannelChange(FormPage):
    url = "channels/<slug:code>/edit/"
    name = "channel-edit"
    title = _("Change the channel")
    permission = "orders.change_channel"
    model = Channel
    lookup = "code"
    form_class = ChannelChangeForm
    back = ChannelDetail
    icon = "edit"
    tone = "plain"

    def save(self, form, by):
        return opening.change_channel(Channel.objects.get(pk=form.instance.pk), by=by, **form.cleaned_data)


class ChannelPull(ActionPage):
    url = "channels/<slug:code>/pull/"
    name = "channel-pull"
    title = _("Pull now")
    permission = "orders.work_channel"
    model = Channel
    lookup = "code"
    back = ChannelDetail
    icon = "down"

    def is_open(self, row, user):
        return row.is_on and row.kind == Channel.Kind.WEIDIAN

    def perform(self, row, form, by):
        ask(pull_channel, row.pk)
        return _("The channel is being read. New orders appear in a moment.")


class ChannelCompare(ActionPage):
    url = "channels/<slug:code>/compare/"
    name = "channel-compare"
    title = _("Compare now")
    permission = "orders.work_channel"
    model = Channel
    lookup = "code"
    back = ChannelDetail
    icon = "scale"
    tone = "plain"

    def is_open(self, row, user):
        return row.is_on and row.kind == Channel.Kind.WEIDIAN

    def perform(self, row, form, by):
        ask(compare_channel, row.pk)
        return _("The last days are being compared. The result stands under “Comparison with channels”.")


class PushAgain(ActionPage):
    permission = "orders.work_channel"
    title = _("Tell again")
    back = ChannelList
    icon = "undo"

    def back_url(self, row):
        return ChannelDetail.get_url(row.channel)


class ShipPushAgain(PushAgain):
    url = "channels/waybills/<int:pk>/again/"
    name = "ship-push-again"
    model = ShipPush

    def is_open(self, row, user):
        return row.state == ShipPush.State.FAILED

    def perform(self, row, form, by):
        shipping.again(row, by=by)
        return _("The waybill is told within a minute.")


class StockPushAgain(PushAgain):
    url = "channels/stock/<int:pk>/again/"
    name = "stock-push-again"
    model = StockPush

    def perform(self, row, form, by):
        stock.again(row)
        return _("The number is told within a minute.")


ChannelList.actions.append(ChannelOpen)
ChannelDetail.actions += [ChannelPull, ChannelCompare, ChannelChange]
