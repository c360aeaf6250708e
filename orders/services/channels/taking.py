"""Keep what a channel says of an order: once per order, never older than what is known, and act on what is new."""

import hashlib
import json

from django.db import transaction

from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders.channels import PlatformOrder
from orders.models import Channel, ChannelLine, ChannelOrder, Platform, PlatformRefund, Trouble
from orders.services.channels import changing, making, places, troubles

S = ChannelOrder.State
GONE_ELSEWHERE = (Platform.PARTLY_SHIPPED, Platform.SHIPPED, Platform.COMPLETED)
KEPT = ("platform", "platform_word", "refund", "update_time", "paid_at", "amount_fen", "paid_fen", "refund_fen", "note", "raw", "raw_hash",
        "receiver_hash", "province")  # fmt: skip


@transaction.atomic
def take(channel: Channel, found: PlatformOrder, raw: dict) -> ChannelOrder:
    """Store the order and do what it asks for. The same news again, or older news, changes nothing."""
    print_ = fingerprint(raw, found)
    row, is_new = ChannelOrder.objects.get_or_create(
        channel=channel, external_id=found.external_id,
        defaults={**_facts(found), **_amounts(found), "placed_at": found.placed_at, "raw": raw, "raw_hash": print_},
    )  # fmt: skip
    if is_new:
        _write_lines(row, found)
    else:
        row.lock()
        if found.update_time < row.update_time or row.raw_hash == print_:
            return row
    before = {name: getattr(row, name) for name in KEPT}
    _store(row, found, raw, print_, is_new)
    _act(row, found, before)
    fault_point("channels.take.before_commit")
    return row


def fingerprint(raw: dict, found: PlatformOrder) -> str:
    """Of all that the platform said. People enter it only as a hash."""
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str) + places.fingerprint(found.receiver)
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(found: PlatformOrder) -> dict:
    return {
        "platform": found.status, "platform_word": found.word, "refund": found.refund, "update_time": found.update_time,
        "paid_at": found.paid_at, "refund_fen": min(found.refund_fen, found.total_fen), "note": found.note,
        "receiver_hash": places.fingerprint(found.receiver), "province": places.province_of(found.receiver.province),
    }  # fmt: skip


def _amounts(found: PlatformOrder) -> dict:
    return {
        "goods_fen": max(0, found.goods_fen), "freight_fen": max(0, found.freight_fen), "amount_fen": max(0, found.total_fen),
        "discount_fen": max(0, found.goods_fen + found.freight_fen - found.total_fen),
        "paid_fen": max(0, found.total_fen) if found.paid_at else 0,
    }  # fmt: skip


def _store(row: ChannelOrder, found: PlatformOrder, raw: dict, print_: str, is_new: bool) -> None:
    """Before an order of ours exists, amounts, goods and receiver follow the channel; afterwards they are compared instead."""
    values = {**_facts(found), "raw": raw, "raw_hash": print_}
    if row.order_id is None:
        values |= {**_amounts(found), "receiver": {} if _is_over(found) else found.receiver.as_dict()}
        if not is_new:
            row.lines.all().delete()
            _write_lines(row, found)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def _is_over(found: PlatformOrder) -> bool:
    return found.status in (*GONE_ELSEWHERE, Platform.CLOSED)


def _write_lines(row: ChannelOrder, found: PlatformOrder) -> None:
    ChannelLine.objects.bulk_create(
        ChannelLine(
            channel_order=row, position=position, external_item=line.external_item, external_sku=line.external_sku,
            merchant_code=line.merchant_code, title=line.title, units=line.units, price_fen=line.price_fen, total_fen=line.total_fen,
        )
        for position, line in enumerate(found.lines, start=1)
    )  # fmt: skip


def _act(row: ChannelOrder, found: PlatformOrder, before: dict) -> None:
    if row.order_id is not None:
        changing.follow(row, found, before)
    elif row.state in (S.CLOSED, S.IGNORED):
        return
    elif found.status == Platform.CLOSED:
        troubles.close(row, _("Closed at the channel"))
    elif found.status in GONE_ELSEWHERE:
        troubles.close(row, _("Dealt with at the channel, not here"))
    elif found.status == Platform.UNKNOWN:
        troubles.doubt(row, Trouble.STATUS, _("The channel says “%(word)s”.") % {"word": found.word})
    elif found.status == Platform.TO_SHIP and found.refund in (PlatformRefund.NONE, PlatformRefund.REFUSED):
        try_to_make(row)


def try_to_make(row: ChannelOrder, *, by=None) -> bool:
    """With the row locked: an order of ours, or a trouble that says why not."""
    code, text = making.make(row, by=by)
    if code:
        troubles.doubt(row, code, text, by=by)
    return not code
