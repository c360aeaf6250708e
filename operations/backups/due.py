"""When backups and trials are due: by the age of the last one, so that a night without power is made up for."""

from datetime import timedelta

from microstore.core import clock
from operations import norms
from operations.backups.drilling import drill
from operations.backups.making import copy_off_site, make
from operations.models import Backup, RestoreDrill

ABANDONED_AFTER = timedelta(hours=6)
TRY_AGAIN_AFTER = timedelta(hours=3)


def go_round() -> str:
    """Make what is due. Says what was done."""
    close_abandoned()
    done = []
    if is_backup_due():
        done.append(f"backup {make().name}")
    else:
        for backup in Backup.objects.filter(state=Backup.State.DONE, copied_at=None).order_by("-begun_at")[:1]:
            copy_off_site(backup)
    if is_drill_due():
        done.append(f"drill {drill().state}")
    return ", ".join(done)


def is_backup_due() -> bool:
    return _is_due(Backup.objects.exclude(state=Backup.State.FAILED), Backup.objects.all(), norms.BACKUP_EVERY.span)


def is_drill_due() -> bool:
    tried = RestoreDrill.objects.all()
    return _is_due(tried.exclude(state=RestoreDrill.State.FAILED), tried, norms.RESTORE_DRILL_EVERY.span)


def _is_due(good, tried, every: timedelta) -> bool:
    """Whether the last good one is too old, and the last try, if it failed, lies back far enough to alarm anew."""
    now = clock.now()
    return not good.filter(begun_at__gt=now - every).exists() and not tried.filter(begun_at__gt=now - TRY_AGAIN_AFTER).exists()


def close_abandoned() -> None:
    """A worker that was killed leaves a row behind that nobody goes on with."""
    before = clock.now() - ABANDONED_AFTER
    Backup.objects.filter(state=Backup.State.RUNNING, begun_at__lt=before).update(state=Backup.State.FAILED, error="abandoned")
    RestoreDrill.objects.filter(state=RestoreDrill.State.RUNNING, begun_at__lt=before).update(
        state=RestoreDrill.State.FAILED, findings=["abandoned"], ended_at=clock.now()
    )
