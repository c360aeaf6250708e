"""Everything live is read again when the rules have changed: in batches, resumable, passing over what was read by these rules."""

from django.db import transaction

from microstore.compliance import reference
from microstore.compliance.models import Rereading, ScanRecord
from microstore.compliance.publishing import PublishedTexts, places
from microstore.compliance.services import door
from microstore.compliance.services.stopping import stop
from microstore.compliance.services.versions import note_version
from microstore.core import clock
from microstore.core.locking import locked

BATCH = 200


def read_again() -> dict[str, int]:
    """Read what is live by the rules in use. Returns how many were looked at, read and newly blocked since the last interruption."""
    note_version()
    total = {"seen": 0, "read": 0, "stopped": 0}
    for place in places.values():
        for name, count in _read_place(place).items():
            total[name] += count
    return total


def _read_place(place: PublishedTexts) -> dict[str, int]:
    run, _is_new = Rereading.objects.get_or_create(
        rules_version=reference.version(), source=place.code, defaults={"started_at": clock.now()})
    total = {"seen": 0, "read": 0, "stopped": 0}
    if run.finished_at:
        return total
    for batch in place.batches(run.last_id, BATCH):
        for name, count in _read_batch(place, batch).items():
            total[name] += count
            setattr(run, name, getattr(run, name) + count)
        run.last_id = batch[-1].pk
        run.save(update_fields=["last_id", "seen", "read", "stopped"])
    run.finished_at = clock.now()
    run.save(update_fields=["finished_at"])
    return total


def _read_batch(place: PublishedTexts, batch: list) -> dict[str, int]:
    known = set(
        ScanRecord.objects.filter(source=place.code, subject_id__in=[row.pk for row in batch], rules_version=reference.version())
        .values_list("subject_id", "fingerprint"))
    unread = [row for row in batch if (row.pk, door.fingerprint(place, row)) not in known]
    return {"seen": len(batch), "read": len(unread), "stopped": sum(_read_row(place, row) for row in unread)}


@transaction.atomic
def _read_row(place: PublishedTexts, row) -> bool:
    """Whether the row had to leave. It is read as it stands now: somebody may have mended it since the batch was fetched."""
    row = locked(place.live().filter(pk=row.pk)).first()
    if row is None:
        return False
    verdict = door.read_row(place, row)
    if verdict.is_blocked:
        stop(place, row, verdict)
    else:
        door.keep(place, row, verdict)
    return verdict.is_blocked
