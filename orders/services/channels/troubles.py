"""What is wrong with an order of a channel: set aside for a person, settled, or over with the order."""

from microstore.core import clock
from microstore.core.events import publish
from orders.events_channels import ChannelOrderCalmed, ChannelOrderClosed, ChannelOrderDoubted
from orders.models import ChannelOrder


def doubt(row: ChannelOrder, code: str, text: str, *, by=None) -> None:
    """A person has to look. The same trouble again is told once."""
    if (row.trouble, row.trouble_text) == (code, text[:300]):
        return
    row.trouble, row.trouble_text, row.trouble_at = code, text[:300], row.trouble_at or clock.now()
    saved = ["trouble", "trouble_text", "trouble_at"]
    news = ChannelOrderDoubted(row.channel.code, row.external_id, code)
    if row.is_open("doubt"):
        row.finish("doubt", news, by=by, reason=text, save=saved)
    else:
        row.save(update_fields=saved)
        publish(news, about=row, by=by, reason=text)


def close(row: ChannelOrder, reason: str, *, by=None) -> None:
    row.end_reason, row.receiver = reason[:200], {}
    saved = ["end_reason", "receiver", *row.forget_trouble()]
    row.finish("close", ChannelOrderClosed(row.channel.code, row.external_id), by=by, reason=reason, save=saved)


def calm(row: ChannelOrder, *, by=None, reason: str = "") -> None:
    """With the row locked: what was wrong is settled."""
    if not row.trouble:
        return
    news = ChannelOrderCalmed(row.channel.code, row.external_id, row.trouble)
    row.save(update_fields=row.forget_trouble())
    publish(news, about=row, by=by, reason=reason)
