"""What the buyer or the platform changes after the order was made here."""

from django.db import transaction

from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from orders.channels import PlatformOrder
from orders.events_channels import ChannelOrderChanged, ChannelOrderSettled
from orders.models import ChannelOrder, FulfilmentState, Hold, HoldState, Order, Platform, PlatformRefund, Trouble
from orders.services import orders
from orders.services.channels import places, troubles

ENDED = (FulfilmentState.CANCELLED, FulfilmentState.EXPIRED)
WATCHED = ("platform", "refund", "receiver_hash", "note")
GONE = (Platform.SHIPPED, Platform.COMPLETED)


def follow(row: ChannelOrder, found: PlatformOrder, before: dict) -> None:
    """With the row locked: bring our order in line, or set the change aside for a person. Each change is tried by itself."""
    changed = [name for name in WATCHED if getattr(row, name) != before[name]]
    if found.total_fen != row.amount_fen:
        changed.append("amount_fen")
    if not changed:
        return
    publish(ChannelOrderChanged(row.channel.code, row.external_id, changed), about=row)
    order = row.order
    order.refresh_from_db()
    if found.status == Platform.CLOSED or found.refund == PlatformRefund.DONE:
        _end(row, order)
    elif order.fulfilment_state not in ENDED:
        for name in changed:
            FOLLOWED[name](row, order, found)


def _platform(row: ChannelOrder, order: Order, found: PlatformOrder) -> None:
    """The way of the parcel as the channel sees it: what left there and not here is for a person."""
    if found.status in GONE and row.state == ChannelOrder.State.IMPORTED:
        troubles.doubt(row, Trouble.STATUS, _("Shipped at the channel, but not here."))
    elif found.status == Platform.COMPLETED and row.is_open("settle"):
        row.finish("settle", ChannelOrderSettled(row.channel.code, row.external_id))


def _amount(row: ChannelOrder, order: Order, found: PlatformOrder) -> None:
    troubles.doubt(row, Trouble.AMOUNT, _("The amount at the channel was changed after the order was made."))


def _end(row: ChannelOrder, order: Order) -> None:
    """The buyer has the money back: before packing the order ends and its stock is free again, later a person stops the parcel."""
    reason = _("Closed and refunded at the channel")
    if order.fulfilment_state not in ENDED:
        try:
            with transaction.atomic():
                orders.cancel(order, reason=reason, by=row.channel.customer.user)
        except Refused:
            troubles.doubt(row, Trouble.REFUND, _("Refunded at the channel, but the parcel is packed or on its way."))
            return
    if row.is_open("close"):
        troubles.close(row, reason)


def _move(row: ChannelOrder, order: Order, found: PlatformOrder) -> None:
    receiver = places.read(found.receiver)
    try:
        if receiver is None:
            raise Refused(_("Province, city and district name no place we deliver to."))
        with transaction.atomic():
            orders.correct_address(order, receiver, reason=_("Changed by the buyer at the channel"), by=row.channel.customer.user)
    except Refused as refusal:
        troubles.doubt(row, Trouble.CHANGED, _("The buyer changed the address: %(why)s") % {"why": refusal})


def _note(row: ChannelOrder, order: Order, found: PlatformOrder) -> None:
    """A note that comes late makes a person look, as one that came in time would have."""
    Order.objects.filter(pk=order.pk).update(note=row.note)
    order.note = row.note
    if row.note and not _hold(row, order, Hold.Reason.NOTE, _("The buyer wrote at the channel: “%(note)s”") % {"note": row.note}):
        troubles.doubt(row, Trouble.CHANGED, _("The buyer wrote after packing: “%(note)s”") % {"note": row.note})


def _refund(row: ChannelOrder, order: Order, found: PlatformOrder) -> None:
    if row.refund == PlatformRefund.ASKED:
        if not _hold(row, order, Hold.Reason.OTHER, _("The buyer asks for the money back at the channel.")):
            troubles.doubt(row, Trouble.REFUND, _("The buyer asks for the money back, and the order is already in the warehouse."))
    elif row.refund == PlatformRefund.REFUSED and order.hold_state != HoldState.NONE:
        with transaction.atomic():
            orders.release_hold(order, by=row.channel.customer.user, reason=_("The refund was refused at the channel"))


def _hold(row: ChannelOrder, order: Order, reason: str, question: str) -> bool:
    """Stop the order while it waits; True also when it is stopped already."""
    if order.hold_state != HoldState.NONE:
        return True
    try:
        with transaction.atomic():
            orders.hold(order, question=question[:300], reason=reason, by=row.channel.customer.user)
    except Refused:
        return False
    return True


FOLLOWED = {"platform": _platform, "refund": _refund, "receiver_hash": _move, "note": _note, "amount_fen": _amount}
