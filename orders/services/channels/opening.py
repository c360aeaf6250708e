"""Connect a channel, change it, and find out what stands for its buyers."""

from datetime import datetime, timedelta

from django.db import transaction

from microstore.accounts.models import Customer, User
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from orders.events_channels import ChannelChanged, ChannelOpened
from orders.models import Channel, ChannelOrder, Order, SyncCursor

CHANGEABLE = ("name", "share_percent", "buffer_units", "is_on", "stops_sale")


@transaction.atomic
def open_channel(*, code: str, name: str, store, kind: str, by=None, since: datetime | None = None, **facts) -> Channel:  # noqa: PLR0913
    """A new channel reads what changed from ``since`` on, by default the last week."""
    if Channel.objects.filter(code=code).exists():
        raise Refused(_("There is a channel “%(code)s” already.") % {"code": code})
    channel = Channel.objects.create(code=code, name=name, store=store, kind=kind, customer=_buyers(code, name), **facts)
    SyncCursor.objects.create(channel=channel, synced_until=since or clock.now() - timedelta(days=7))
    publish(ChannelOpened(code, kind), about=channel, by=by)
    return channel


def _buyers(code: str, name: str) -> Customer:
    """The one customer that all buyers of a channel are to us: their names belong to the platform. Nobody can sign in as it."""
    user = User.objects.create(username=f"channel.{code}".lower(), name=name, is_active=False)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return Customer.objects.create(user=user, phone=f"ch-{code}"[:16], nickname=name[:30])


@transaction.atomic
def change_channel(channel: Channel, *, by, **values) -> Channel:
    """What changed is told with before and after."""
    before = {name: getattr(channel, name) for name in CHANGEABLE}
    after = {name: value for name, value in values.items() if before[name] != value}
    for name, value in after.items():
        setattr(channel, name, value)
    if after:
        channel.save(update_fields=list(after))
        told = {name: [str(before[name]), str(value)] for name, value in after.items()}
        publish(ChannelChanged(channel.code, told), about=channel, by=by)
    return channel


def is_from_channel(order: Order) -> bool:
    """Its buyer belongs to another platform, which tells him everything itself."""
    return Channel.objects.filter(customer=order.customer_id).exists()


def is_masked(order: Order) -> bool:
    """The platform blotted out whom the parcel is for: nobody could deliver it."""
    return "*" in order.receiver_name + order.receiver_phone + order.detail


def require_clear(order: Order) -> None:
    """Refuses a masked receiver: no label can be printed of it."""
    if is_masked(order):
        raise Refused(
            _("The receiver of %(order)s is masked by its channel. Correct the address first; then the label can be printed.")
            % {"order": order}
        )


def channel_order_of(order: Order) -> ChannelOrder | None:
    """The order of a channel that ``order`` was made of."""
    return ChannelOrder.objects.filter(order=order).select_related("channel").first()
