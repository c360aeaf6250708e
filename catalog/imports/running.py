"""The two jobs: the trial, and the writing in one transaction. Begun again after a crash each starts anew; nothing is half done."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from catalog.imports import staging
from catalog.imports.events import ImportApplied, ImportChecked, ImportFailed
from catalog.imports.kinds import kind_of
from catalog.models import CatalogImport
from microstore.core import clock, jobs
from microstore.core.errors import Refused
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _

BATCH = 1000
BYTES_OF_A_ROW = 300


def check(work: jobs.Work) -> None:
    """Read the whole file, find every error and every change, write nothing but that."""
    batch = _of(work)
    with _told(batch):
        staging.empty(batch)
        tally, kind = Counter(), kind_of(batch)
        guess = max(1, batch.size_bytes // BYTES_OF_A_ROW)
        for rows in staging.batched(staging.given_in(batch), BATCH, staging.length_of):
            staged = kind.stage(rows)
            staging.copy_in(batch, staged)
            tally.update(row.outcome for row in staged)
            fault_point("catalog.import.batch_staged")
            work.progress(tally.total(), max(tally.total(), guess), _("%(rows)d rows read") % {"rows": tally.total()})
        if not tally:
            raise Refused(_("The list holds no rows."))
        errors = staging.errors_of(batch, tally)
        _end_check(batch, tally, errors)
    message = _("%(new)d new, %(changed)d changed, %(same)d unchanged, %(faulty)d with errors") % _counts(tally)
    work.finish(message=message, file=errors)


def _counts(tally: Counter) -> dict[str, int]:
    return {"new": tally["new"], "changed": tally["changed"], "same": tally["same"], "faulty": tally["fault"]}


@transaction.atomic
def _end_check(batch: CatalogImport, tally: Counter, errors) -> None:
    batch.begin("end_check")
    batch.errors = errors
    counts = _counts(tally)
    for name, value in counts.items():
        setattr(batch, name, value)
    batch.rows, batch.checked_at = tally.total(), clock.now()
    news = ImportChecked(batch.number, counts["new"], counts["changed"], counts["faulty"])
    batch.finish("end_check", news, by=batch.by, save=[*counts, "rows", "checked_at", "errors"])


def apply(work: jobs.Work) -> None:
    """Write every new and changed row, or none: one transaction, told about from beside it."""
    batch = _of(work)
    with _told(batch), beside() as outside, transaction.atomic():
        batch.begin("end_apply")
        kind, done, total = kind_of(batch), 0, batch.new + batch.changed
        for rows in staging.to_write(batch, BATCH):
            kind.write(rows)
            done += len(rows)
            fault_point("catalog.import.batch_written")
            outside(work.progress, done, total, _("%(done)d of %(total)d rows written") % {"done": done, "total": total})
        kind.finish()
        batch.applied_at = clock.now()
        batch.finish("end_apply", ImportApplied(batch.number, batch.new, batch.changed), by=batch.by, save=["applied_at"])
    work.finish(message=_("%(done)d rows written") % {"done": done})


def _of(work: jobs.Work) -> CatalogImport:
    return CatalogImport.objects.select_related("by").get(number=work.params["import"])


@contextmanager
def beside():
    """Calls on a connection of their own: progress is seen while the transaction of the import is open, and rolls back with nothing."""

    def closing(function, *args):
        try:
            return function(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        yield lambda function, *args: pool.submit(closing, function, *args).result()


@contextmanager
def _told(batch: CatalogImport):
    """Whatever ends the work early is kept with the import."""
    try:
        yield
    except jobs.Cancelled:
        _fail(batch, _("Cancelled."))
        raise
    except Exception as error:
        _fail(batch, str(error))
        raise


@transaction.atomic
def _fail(batch: CatalogImport, why: str) -> None:
    batch.lock()
    if batch.is_open("fail"):
        batch.finish("fail", ImportFailed(batch.number), by=batch.by, reason=why[:500])
