"""The trial of a restore (duty T6): the newest backup goes into a scratch database and is compared with what it was made of."""

import contextlib
import subprocess
import sys
import time

import psycopg2
from django.conf import settings
from django.db import transaction

from microstore.core import clock
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from operations.backups import contents, programs, restoring
from operations.backups.events import RestoreDrillFailed, RestoreDrillVerified
from operations.backups.making import folder_of
from operations.models import Backup, RestoreDrill

SHOWN = 20


def drill(*, by=None) -> RestoreDrill:
    """Restore the newest backup on trial. What is wrong stands in ``findings``; a trial that cannot be made is a failed one."""
    backup = Backup.objects.filter(state=Backup.State.DONE).order_by("-begun_at").first()
    row = RestoreDrill.objects.create(backup=backup, by=by)
    scratch = f"microstore_drill_{row.pk}"
    try:
        findings = _try(row, backup, scratch) if backup else [_("There is no backup.")]
    except Exception as error:  # whatever goes wrong is what the trial was for
        findings = [f"{type(error).__name__}: {error}"[:1000]]
    finally:
        restoring.drop(scratch)
    _end(row, findings)
    return row


def _try(row: RestoreDrill, backup: Backup, scratch: str) -> list[str]:
    row.age_seconds = int((clock.now() - backup.begun_at).total_seconds())
    began = time.monotonic()
    manifest = restoring.restore(folder_of(backup.name), scratch)
    row.restore_seconds = round(time.monotonic() - began, 2)
    with contextlib.closing(psycopg2.connect(programs.url_of(scratch))) as link:
        found = contents.figures(link.cursor())
    return contents.differences(manifest, found) + broken_books(scratch)


def broken_books(database: str) -> list[str]:
    """The invariants of the books, checked on the restored copy by a process that knows no other database."""
    command = [sys.executable, "manage.py", "check_books"]
    environment = programs.environment(database) | {"DATABASE_URL": programs.url_of(database)}
    done = subprocess.run(  # noqa: S603  our own program, no words of strangers
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[-SHOWN:]


@transaction.atomic
def _end(row: RestoreDrill, findings: list[str]) -> None:
    row.findings, row.ended_at = findings[:SHOWN], clock.now()
    row.state = RestoreDrill.State.FAILED if findings else RestoreDrill.State.VERIFIED
    row.save()
    name = row.backup.name if row.backup else ""
    if findings:
        publish(RestoreDrillFailed(name, findings[:3]), about=row, by=row.by)
    else:
        publish(RestoreDrillVerified(name, row.restore_seconds, row.age_seconds), about=row, by=row.by)
