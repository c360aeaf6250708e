"""Tell the channel under which number the parcel travels: each waybill once, however often it is tried."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from microstore.core import clock
from microstore.core.errors import OutsideFailed
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders import channels
from orders.channels import ChannelRefused
from orders.events_channels import ChannelOrderShipped, TrackingPushed
from orders.models import Channel, ChannelOrder, ShipPush, Trouble
from orders.services.channels import troubles

TRY_AGAIN = tuple(timedelta(seconds=s) for s in (10, 30, 60, 300, 900, 3600))
SORTS = {"other_waybill": Trouble.OTHER_WAYBILL, "carrier": Trouble.CARRIER}


@transaction.atomic
def want(order_number: str, carrier: str, waybill: str) -> ShipPush | None:
    """A parcel of ``order_number`` left; None where the order is of no channel. Called again it changes nothing."""
    row = ChannelOrder.objects.filter(order__number=order_number, channel__kind=Channel.Kind.WEIDIAN).select_related("channel").first()
    if row is None:
        return None
    row.lock()
    push, _is_new = ShipPush.objects.get_or_create(
        channel_order=row, waybill=waybill, defaults={"channel": row.channel, "carrier": carrier}
    )
    if row.is_open("ship"):
        row.finish("ship", ChannelOrderShipped(row.channel.code, row.external_id, carrier, waybill))
    return push


def send_due(channel: Channel, most: int = 200) -> int:
    due = ShipPush.objects.filter(channel=channel, state=ShipPush.State.WAITING).due(clock.now()).order_by("next_try_at", "pk")
    return sum(send(push) for push in list(due.select_related("channel", "channel_order")[:most]))


def send(push: ShipPush) -> bool:
    """Called outside any transaction. A time-out is tried again: the channel knows a waybill that it has."""
    try:
        channels.get(push.channel).ship(push.channel_order.external_id, push.carrier, push.waybill)
        fault_point("channels.ship.told")
    except ChannelRefused as refusal:
        _refused(push, refusal)
        return False
    except OutsideFailed as failure:
        pause = TRY_AGAIN[min(push.tries, len(TRY_AGAIN) - 1)]
        ShipPush.objects.filter(pk=push.pk).update(tries=F("tries") + 1, error=str(failure)[:300], next_try_at=clock.now() + pause)
        return False
    _told(push)
    return True


@transaction.atomic
def _told(push: ShipPush) -> None:
    row = push.channel_order
    row.lock()
    told = ShipPush.objects.filter(pk=push.pk).exclude(state=ShipPush.State.DONE)
    if not told.update(state=ShipPush.State.DONE, next_try_at=None, pushed_at=clock.now(), error=""):
        return
    if row.is_open("push_tracking"):
        row.finish("push_tracking", TrackingPushed(row.channel.code, row.external_id, push.waybill))


@transaction.atomic
def _refused(push: ShipPush, refusal: ChannelRefused) -> None:
    row = push.channel_order
    row.lock()
    ShipPush.objects.filter(pk=push.pk).update(state=ShipPush.State.FAILED, next_try_at=None, error=str(refusal)[:300])
    code = SORTS.get(refusal.code, Trouble.STATUS)
    troubles.doubt(row, code, _("The channel did not take waybill %(waybill)s: %(why)s") % {"waybill": push.waybill, "why": refusal})


@transaction.atomic
def again(push: ShipPush, *, by) -> None:
    """A person has set right what was wrong."""
    row = push.channel_order
    row.lock()
    ShipPush.objects.filter(pk=push.pk, state=ShipPush.State.FAILED).update(state=ShipPush.State.WAITING, next_try_at=clock.now(), tries=0)
    troubles.calm(row, by=by, reason=_("The waybill is told again"))
