"""The audit made tamper-evident: every minute the new events are sealed by a digest that also covers the seal before.

The events themselves refuse change by trigger. Whoever owns the database could switch that off; then the digests no longer agree, and
a digest that was copied elsewhere (backups and system checks keep them) proves it.
"""

from collections.abc import Iterator

from django.db import connection, transaction

from microstore.core import clock
from microstore.core.models import Event, Seal
from microstore.core.sentences import gettext as _

AT_ONCE = 5000

_DIGEST = """
SELECT count(*), encode(sha256(convert_to(%s || coalesce(string_agg(jsonb_build_array(
    id, name, subject_type, subject_id, facts, by_id, reason, extract(epoch FROM at))::text, E'\\n' ORDER BY id), ''), 'UTF8')), 'hex')
FROM core_event WHERE id > %s AND id <= %s
"""
_WRITERS = """
SELECT EXISTS (SELECT FROM pg_stat_activity
WHERE xact_start <= %s AND backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database())
"""


def seal_due() -> int:
    """Close the open seal if nobody can write below it any more, and begin the next. Returns how many events were sealed."""
    sealed = 0
    while count := _close():
        sealed += count
        if not _begin():
            break
    if not Seal.objects.filter(digest="").exists():
        _begin()
    return sealed


@transaction.atomic
def _begin() -> bool:
    last = Seal.objects.order_by("-up_to").values_list("up_to", flat=True).first() or 0
    ids = list(Event.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return False
    _seal, is_new = Seal.objects.get_or_create(digest="", defaults={"up_to": ids[-1], "asked_at": clock.real_now()})
    return is_new


@transaction.atomic
def _close() -> int:
    seal = Seal.objects.select_for_update(skip_locked=True).filter(digest="").first()
    if seal is None or _has_writer_since(seal.asked_at):
        return 0
    before = Seal.objects.filter(up_to__lt=seal.up_to).order_by("-up_to").first()
    seal.count, seal.digest = _digest(before, seal)
    seal.closed_at = clock.real_now()
    seal.save(update_fields=["count", "digest", "closed_at"])
    return seal.count


def _has_writer_since(moment) -> bool:
    """Whether a transaction that began before ``moment`` may still bring an event with a lower number."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [moment])
        return cursor.fetchone()[0]


def _digest(before: Seal | None, seal: Seal) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [before.digest if before else "", before.up_to if before else 0, seal.up_to])
        return cursor.fetchone()


def broken() -> Iterator[str]:
    """A sentence for every seal whose events are no longer those that were sealed."""
    before = None
    for seal in Seal.objects.exclude(digest="").order_by("up_to").iterator():
        count, digest = _digest(before, seal)
        if (count, digest) != (seal.count, seal.digest):
            yield _("The events up to number %(up_to)s are not those that were sealed on %(at)s (%(was)s then, %(now)s now).") % {
                "up_to": seal.up_to, "at": clock.local(seal.closed_at).strftime("%Y-%m-%d %H:%M"), "was": seal.count, "now": count,
            }  # fmt: skip
        before = seal
