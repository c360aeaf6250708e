"""Addresses and numbers that several pages of the channels show."""

from django.db.models import Case, Value, When
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.pages import Queue, declare_queue
from orders.models import ChannelOrder, ShipPush, SkuMapping

CHANNEL_ORDERS = reverse_lazy("backoffice:channel-orders")
MAPPINGS = reverse_lazy("backoffice:channel-mappings")
MOST_COUNTED = 1000


def troubled(user):
    return ChannelOrder.objects.visible_to(user).troubled()[:MOST_COUNTED].count() or None


def troubled_since(user):
    return ChannelOrder.objects.visible_to(user).troubled().order_by("trouble_at").values_list("trouble_at", flat=True).first()


def unmapped(user):
    return SkuMapping.objects.visible_to(user).missing()[:MOST_COUNTED].count() or None


def not_done_first():
    return Case(When(state=ShipPush.State.DONE, then=Value(1)), default=Value(0))


declare_queue(
    Queue(
        "orders.channel_exceptions",
        _("Channel orders that need a person"),
        "orders.work_channel",
        troubled,
        lambda user: f"{CHANNEL_ORDERS}?view=troubled",
        icon="layers",
        position=15,
        department=Department.OPERATIONS,
        since=troubled_since,
    )
)
