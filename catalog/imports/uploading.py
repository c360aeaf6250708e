"""A file comes in: how it is written, what its columns mean. Then a trial is asked for, and at the end the list is applied or dropped."""

from django.core.files.storage import default_storage
from django.db import transaction

from catalog.imports import columns, exceptions, norms, staging
from catalog.imports.events import ImportAsked, ImportConfirmed, ImportDropped, ImportUploaded
from catalog.imports.kinds import class_of
from catalog.models import CatalogImport, ImportColumns
from microstore.core import clock, jobs, sheets
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

MOST_BYTES = 200 * 1024 * 1024
SAMPLES = 3


def upload(kind: str, sent, *, by) -> CatalogImport:
    """Keep the file and look how it is written; nothing is tried yet. Refuses what is too large, or no table with headers."""
    if sent.size > MOST_BYTES:
        raise Refused(_("The file is larger than %(megabytes)d MB.") % {"megabytes": MOST_BYTES // 1024 // 1024})
    require_right(kind, by)
    number = next_number("IM")
    path = default_storage.save(f"private/catalog-import/{clock.today():%Y/%m}/{number}", sent)
    try:
        return _record(CatalogImport(number=number, kind=kind, path=path, name=sent.name[-200:], size_bytes=sent.size, by=by))
    except Refused:
        default_storage.delete(path)
        raise


def require_right(kind: str, by) -> None:
    """Who sees imports may not yet import everything: prices need a right of their own."""
    if not by.has_perm(class_of(kind).permission):
        raise Refused(_("You may not import: %(kind)s.") % {"kind": CatalogImport.Kind(kind).label})


@transaction.atomic
def _record(batch: CatalogImport) -> CatalogImport:
    shape = sheets.shape_of(batch.path)
    with sheets.opened(batch.path, shape) as rows:
        batch.headers = [header[:80] for header in next(rows, [])]
    if not any(batch.headers):
        raise Refused(_("The first row must hold the headers."))
    sheets.require_rows(batch.path, shape, norms.MOST_ROWS.value)
    batch.encoding, batch.delimiter = shape.encoding, shape.delimiter
    batch.columns = remembered(batch) or columns.guess(batch.headers, class_of(batch.kind).columns())
    batch.save()
    publish(ImportUploaded(batch.number, batch.kind), about=batch, by=batch.by)
    return batch


def remembered(batch: CatalogImport) -> dict[str, int]:
    """What this person said of the same headers before."""
    mine = ImportColumns.objects.filter(owner=batch.by, kind=batch.kind, headers=columns.fingerprint(batch.headers))
    said = mine.values_list("columns", flat=True).first() or {}
    names = {column.name for column in class_of(batch.kind).columns()}
    return {name: at for name, at in said.items() if name in names and at < len(batch.headers)}


def samples(batch: CatalogImport) -> list[list[str]]:
    """The first cells of each column, so that a person sees what it holds."""
    with sheets.opened(batch.path, staging.shape_of(batch), formulas=True) as rows:
        next(rows, None)
        first = [row for __, row in zip(range(SAMPLES), rows, strict=False)]
    return [[row[at] if at < len(row) else "" for row in first] for at in range(len(batch.headers))]


@transaction.atomic
def try_out(batch: CatalogImport, said: dict[str, int], *, by, reason: str = "") -> CatalogImport:
    """Remember what the columns mean and let the trial run as a job. Refuses a column said twice and one that is needed and lacking."""
    require_right(batch.kind, by)
    if len(set(said.values())) < len(said):
        raise Refused(_("One column cannot mean two things."))
    kind = class_of(batch.kind)
    lacking = [str(column.label) for column in kind.columns() if column.is_needed and column.name not in said]
    if batch.kind != CatalogImport.Kind.PRODUCTS and lacking:
        raise Refused(_("Say which column holds: %(fields)s.") % {"fields": "、".join(lacking)})
    if not said:
        raise Refused(_("Say what at least one column means."))
    if kind.is_reason_needed and not reason.strip():
        raise Refused(_("Please give a reason."))
    batch.begin("check")
    ImportColumns.objects.update_or_create(
        owner=by, kind=batch.kind, headers=columns.fingerprint(batch.headers), defaults={"columns": said, "said_at": clock.now()})
    batch.columns, batch.reason = said, reason.strip()[:200]
    batch.job = jobs.start("catalog.import_check", owner=by, params={"import": batch.number})
    batch.finish("check", ImportAsked(batch.number), by=by, save=["columns", "reason", "job"])
    return batch


@transaction.atomic
def confirm(batch: CatalogImport, *, by) -> CatalogImport:
    """Apply all of it as a job. Refuses while a row has an error, or when nothing would change."""
    require_right(batch.kind, by)
    batch.begin("apply")
    if batch.faulty:
        raise Refused(_("%(count)d rows have errors: set them right and try again. A list is applied as a whole or not at all.") % {
            "count": batch.faulty})
    if not batch.new + batch.changed:
        raise Refused(_("Nothing would change."))
    if batch.kind == CatalogImport.Kind.PRODUCTS:
        exceptions.require(batch)
    batch.job = jobs.start("catalog.import_apply", owner=by, params={"import": batch.number})
    batch.finish("apply", ImportConfirmed(batch.number), by=by, save=["job"])
    return batch


@transaction.atomic
def drop(batch: CatalogImport, *, by) -> None:
    batch.begin("drop")
    staging.empty(batch)
    batch.finish("drop", ImportDropped(batch.number), by=by)
