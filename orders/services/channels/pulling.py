"""Read what changed at a channel: the window into the inbox, the inbox order by order. Nothing is skipped, whatever dies when."""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.faults import fault_point
from orders import channels
from orders.channels import Window
from orders.models import Channel, InboxItem, PushHint, SyncCursor
from orders.norms import CHANNEL_LAG, CHANNEL_OVERLAP
from orders.services.channels import taking

LOCKS = 0x63686E6C  # the first half of our advisory locks' keys; the second is the channel
READ_AT_ONCE = 500
SAME_MOMENT = timedelta(seconds=5)
ASK_AGAIN = tuple(timedelta(seconds=s) for s in (10, 30, 60, 300, 900, 3600))
log = logging.getLogger(__name__)


@contextmanager
def alone(channel: Channel):
    """Gives False when somebody else is reading this channel. The lock ends with the connection, so a killed worker holds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, channel.pk])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, channel.pk])


def pull(channel: Channel) -> int:
    """Bring our books up to the channel's; how many orders were read. Called outside any transaction; two at once do no harm.

    A failure is kept at the cursor and shown; what was stored before it stays."""
    with alone(channel) as mine:
        if not mine:
            return 0
        cursor, _is_new = SyncCursor.objects.get_or_create(channel=channel, defaults={"synced_until": clock.now() - timedelta(days=7)})
        try:
            _fill_inbox(channel, cursor)
        except (OutsideFailed, KeyError) as failure:
            _note_failure(cursor, failure)
        return read_inbox(channel)


def _fill_inbox(channel: Channel, cursor: SyncCursor) -> None:
    """All changes since the cursor, less the overlap, up to a little before now: the newest are not yet at every server of theirs."""
    adapter, now = channels.get(channel), clock.now()
    until = max(now - CHANNEL_LAG.span, cursor.synced_until)
    seen = 0
    for window in Window(cursor.synced_until - CHANNEL_OVERLAP.span, until).split(adapter.cap):
        refs = adapter.refs(window)
        fault_point("channels.pull.window_read")
        seen += len(refs)
        with transaction.atomic():
            want(channel, refs)
            _advance(cursor, window.end)
    SyncCursor.objects.filter(pk=cursor.pk).update(last_pull_at=now, last_good_at=now, last_seen=seen, failures=0, error="")


def _advance(cursor: SyncCursor, until) -> None:
    """Never backwards, and only together with what was stored."""
    SyncCursor.objects.filter(pk=cursor.pk).update(synced_until=Greatest(F("synced_until"), until))


def _note_failure(cursor: SyncCursor, failure: Exception) -> None:
    text = str(failure)[:300]
    SyncCursor.objects.filter(pk=cursor.pk).update(last_pull_at=clock.now(), failures=F("failures") + 1, error=text)
    log.warning("channel not read", extra={"channel": cursor.channel_id, "error": text})


def want(channel: Channel, refs, *, again: bool = False) -> int:
    """Put orders into the inbox; due are those that changed since they were read, or all when asked ``again``."""
    refs = {ref.external_id: ref for ref in refs}
    known = {item.external_id: item for item in InboxItem.objects.filter(channel=channel, external_id__in=list(refs))}
    now = clock.now()
    fresh = [
        InboxItem(channel=channel, external_id=key, update_time=ref.update_time, next_try_at=now)
        for key, ref in refs.items()
        if key not in known
    ]
    InboxItem.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    due = [item.pk for key, item in known.items() if again or _is_stale(item, refs[key].update_time)]
    for start in range(0, len(due), 1000):
        part = InboxItem.objects.filter(pk__in=due[start : start + 1000])
        part.filter(Q(next_try_at=None) | Q(tries__gt=0)).update(next_try_at=now, tries=0)
    newer = [item for key, item in known.items() if item.update_time < refs[key].update_time]
    for item in newer:
        item.update_time = refs[item.external_id].update_time
    InboxItem.objects.bulk_update(newer, ["update_time"], batch_size=1000)
    return len(fresh) + len(due)


def _is_stale(item: InboxItem, update_time) -> bool:
    """Platforms count in seconds: an order read in the very moment of its change may have changed once more in the same second."""
    if item.read_time is None or item.read_time < update_time:
        return True
    return item.read_time == update_time and item.read_at <= update_time + SAME_MOMENT


def read_inbox(channel: Channel, most: int = READ_AT_ONCE) -> int:
    """Read the orders that are due, oldest change first. One that cannot be read is tried later and holds up nobody."""
    due = InboxItem.objects.filter(channel=channel, next_try_at__lte=clock.now()).order_by("update_time", "pk")
    return sum(read(channel, item) for item in list(due[:most]))


def read(channel: Channel, item: InboxItem) -> bool:
    """Fetch one order and take it in. False when it could not be read now."""
    adapter, now = channels.get(channel), clock.now()
    try:
        raw = adapter.order(item.external_id)
        found = adapter.normalise(raw)
        fault_point("channels.read.fetched")
        taking.take(channel, found, adapter.masked(raw))
    except (OutsideFailed, ValueError, Refused) as failure:
        _put_off(item, failure)
        return False
    _done(item, found.update_time, now)
    return True


def _done(item: InboxItem, read_time, now) -> None:
    """Read; unless a newer change was named meanwhile, it is no longer due."""
    same = InboxItem.objects.filter(pk=item.pk)
    same.update(read_time=read_time, read_at=now, tries=0, error="")
    same.filter(update_time__lte=max(read_time, item.update_time)).update(next_try_at=None)


def _put_off(item: InboxItem, failure: Exception) -> None:
    pause = ASK_AGAIN[min(item.tries, len(ASK_AGAIN) - 1)]
    InboxItem.objects.filter(pk=item.pk).update(tries=F("tries") + 1, error=str(failure)[:300], next_try_at=clock.now() + pause)


@transaction.atomic
def hint(channel: Channel, message_id: str, kind: str, external_id: str) -> bool:
    """A push came: keep it, and have the order read through the interface. False when the same message came before."""
    row, is_new = PushHint.objects.get_or_create(
        channel=channel, message_id=message_id, defaults={"kind": kind, "external_id": external_id}
    )
    if not is_new:
        PushHint.objects.filter(pk=row.pk).update(times=F("times") + 1)
        return False
    now = clock.now()
    item, is_first = InboxItem.objects.get_or_create(
        channel=channel, external_id=external_id, defaults={"update_time": now, "next_try_at": now}
    )
    if not is_first:
        InboxItem.objects.filter(pk=item.pk).update(next_try_at=now, tries=0)
    return True


def fetch_again(channel: Channel, external_ids: list[str]) -> int:
    """A person asks for these orders to be read anew, whatever we know of them."""
    now = clock.now()
    InboxItem.objects.bulk_create(
        [InboxItem(channel=channel, external_id=key, update_time=now, next_try_at=now) for key in external_ids], ignore_conflicts=True
    )
    return InboxItem.objects.filter(channel=channel, external_id__in=external_ids).update(next_try_at=now, tries=0)
