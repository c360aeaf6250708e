"""What people do with orders of channels that need them: try again, leave out, tick off."""

from django.db import transaction

from microstore.core.errors import Refused, require_reason
from microstore.core.sentences import gettext as _
from orders.events_channels import ChannelOrderIgnored
from orders.models import ChannelOrder, Platform, PlatformRefund, Trouble
from orders.services.channels import taking, troubles

S = ChannelOrder.State


@transaction.atomic
def retry_one(pk: int, *, by=None) -> bool:
    """Try to make the order, if it still waits for that."""
    row = ChannelOrder.objects.select_related("channel__store", "channel__customer__user").get(pk=pk)
    row.lock()
    if row.order_id or row.state not in (S.PULLED, S.MAPPED, S.EXCEPTION) or row.platform != Platform.TO_SHIP:
        return False
    if row.refund in (PlatformRefund.ASKED, PlatformRefund.DONE):
        return False
    return taking.try_to_make(row, by=by)


def retry_oversold(most: int = 200) -> int:
    """Stock may have come: orders that were short of it are tried in the order in which they were placed."""
    waiting = ChannelOrder.objects.filter(trouble=Trouble.OVERSOLD, state=S.EXCEPTION).order_by("placed_at", "pk")
    return sum(retry_one(pk) for pk in list(waiting.values_list("pk", flat=True)[:most]))


@transaction.atomic
def ignore(row: ChannelOrder, *, reason: str, by) -> None:
    """The order is not to be made here, and why."""
    row.begin("ignore")
    require_reason(reason)
    row.end_reason, row.receiver = reason[:200], {}
    saved = ["end_reason", "receiver", *row.forget_trouble()]
    row.finish("ignore", ChannelOrderIgnored(row.channel.code, row.external_id), by=by, reason=reason, save=saved)


@transaction.atomic
def settle_trouble(row: ChannelOrder, *, reason: str, by) -> None:
    """A person dealt with what was wrong with an order that is already made."""
    row.lock()
    if not row.trouble or row.state == S.EXCEPTION:
        raise Refused(_("There is nothing to tick off."))
    require_reason(reason)
    troubles.calm(row, by=by, reason=reason)
