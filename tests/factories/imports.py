"""Lists that come in as files."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.imports import exceptions, uploading
from catalog.models import CatalogImport
from microstore.core import approvals, jobs
from tests.factories.catalog import make_person


def text_of(rows, headers, encoding="utf-8-sig", delimiter=",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([headers, *rows])
    return out.getvalue().encode(encoding)


def upload(content: bytes, lin, kind="products", name="list.csv") -> CatalogImport:
    return uploading.upload(kind, SimpleUploadedFile(name, content), by=lin)


def tried(content: bytes, lin, kind="products", batch=None, **given) -> CatalogImport:
    batch = batch or upload(content, lin, kind)
    uploading.try_out(batch, batch.columns, by=lin, **given)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def allowed(batch: CatalogImport, lin) -> CatalogImport:
    """The director takes the list as goods that were sold before."""
    approvals.decide(exceptions.ask(batch, reason="既有商品建档", by=lin), yes=True, reason="同意", by=make_person())
    return batch


def applied(batch: CatalogImport, lin) -> CatalogImport:
    if exceptions.may_ask(batch):
        allowed(batch, lin)
    uploading.confirm(batch, by=lin)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def counts(batch) -> tuple:
    return (batch.state, batch.new, batch.changed, batch.same, batch.faulty)
