"""Count what a channel sold on a day and what we have of it, and name every order that differs (duty L10)."""

from datetime import date, timedelta

from microstore.core import clock
from microstore.core.days import day_bounds
from orders import channels
from orders.channels import OrderRef, PlatformOrder, Window
from orders.models import Channel, ChannelOrder, Reconciliation
from orders.norms import CHANNEL_COMPARED_DAYS
from orders.services.channels import pulling

MOST_NAMED = 500


def compare_recent(channel: Channel) -> int:
    """The last days, today left out; orders that differ are read again. How many days differed. Called outside any transaction."""
    days = [clock.today() - timedelta(days=back) for back in range(1, CHANNEL_COMPARED_DAYS.value + 1)]
    return sum(not compare(channel, day).is_equal for day in days)


def compare(channel: Channel, day: date) -> Reconciliation:
    """Paid orders placed on ``day``, Asia/Shanghai."""
    start, end = day_bounds(day)
    adapter = channels.get(channel)
    listed = adapter.placed(Window(start, end - timedelta(seconds=1)))
    pulling.want(channel, [OrderRef(order.external_id, order.update_time) for order in listed])
    theirs = {order.external_id: order for order in listed if order.paid_at}
    ours = ChannelOrder.objects.filter(channel=channel, placed_at__gte=start, placed_at__lt=end).exclude(paid_at=None)
    ours = dict(ours.values_list("external_id", "amount_fen"))
    facts = {
        "theirs_count": len(theirs), "theirs_fen": sum(order.total_fen for order in theirs.values()),
        "ours_count": len(ours), "ours_fen": sum(ours.values()), "differences": _differences(theirs, ours), "checked_at": clock.now(),
    }  # fmt: skip
    row, _is_new = Reconciliation.objects.update_or_create(channel=channel, day=day, defaults=facts)
    return row


def _differences(theirs: dict[str, PlatformOrder], ours: dict[str, int]) -> list[dict]:
    """Each as ``{"id", "what", "theirs", "ours"}``; ``what``: missing (here), unknown (there), amount."""
    found = [{"id": key, "what": "missing", "theirs": theirs[key].total_fen, "ours": 0} for key in sorted(theirs.keys() - ours.keys())]
    found += [{"id": key, "what": "unknown", "theirs": 0, "ours": ours[key]} for key in sorted(ours.keys() - theirs.keys())]
    found += [
        {"id": key, "what": "amount", "theirs": theirs[key].total_fen, "ours": ours[key]}
        for key in sorted(ours.keys() & theirs.keys())
        if theirs[key].total_fen != ours[key]
    ]
    return found[:MOST_NAMED]


def fetch_differences(row: Reconciliation) -> int:
    """Read every order that differs anew."""
    return pulling.fetch_again(row.channel, [each["id"] for each in row.differences])
