"""The proof of a careful purchase, in one file (rules FS-02, FS-10, FS-14): the batch, its deliveries and who looked at them, the supplier
and the licences that were relied on, with their scans."""

import csv
import io
import re
import zipfile
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from catalog.models import SupplierLicence
from inventory.models import Batch, ReceiptLine
from microstore.core.money import plain_yuan
from microstore.core.pages.exports import safe
from microstore.core.pages.wording import full_moment

BOM = "\ufeff"
"""So that spreadsheets read the Chinese."""


def pack(batch: Batch) -> bytes:
    """A ZIP of ``record.csv`` and the scans."""
    lines = list(
        ReceiptLine.objects.filter(batch=batch).order_by("received_at", "pk").select_related(
            "receipt__supplier", "receipt__warehouse", "received_by", "inspected_by", "released_by"
        )
    )  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("record.csv", _record(batch, lines))
        for name, content in _scans(lines):
            pack.writestr(name, content)
    return buffer.getvalue()


def _record(batch: Batch, lines: list[ReceiptLine]) -> str:
    text = io.StringIO(BOM)
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    for label, value in [*_of_batch(batch), *(row for line in lines for row in _of_line(line))]:
        writer.writerow([safe(str(label)), safe(str(value))])
    return text.getvalue()


def _of_batch(batch: Batch):
    page = batch.sku.product.live_revision or batch.sku.product.newest_revision
    yield _("Product"), f"{batch.sku.product.name} {batch.sku.spec}"
    yield _("SKU"), batch.sku.code
    yield _("Approval number"), page.approval_number if page else ""
    yield _("Producer"), page.maker_name if page else ""
    yield _("Batch number"), batch.number
    yield _("Made on"), batch.made_on or ""
    yield _("Expires on"), batch.expires_on or ""


def _of_line(line: ReceiptLine):
    receipt, supplier = line.receipt, line.receipt.supplier
    yield _("Delivery"), receipt.number
    yield _("Supplier"), f"{supplier.code} {supplier.name}"
    yield _("Address"), supplier.address
    yield _("Contact"), f"{supplier.contact} {supplier.phone}".strip()
    yield _("Units"), line.received_units
    yield _("Purchase price"), plain_yuan(line.cost_fen) if line.cost_fen is not None else ""
    for label, at, by in (
        (_("Received"), line.received_at, line.received_by), (_("Inspected"), line.inspected_at, line.inspected_by),
        (_("Released for sale"), line.released_at, line.released_by),
    ):  # fmt: skip
        yield label, f"{full_moment(at)} {by.name or by}" if at and by else ""
    for paper in receipt.papers:
        yield _("Licences relied on"), f"{paper['licence']} {paper['until']}".strip()


def _scans(lines: list[ReceiptLine]):
    """(name, content) of each scan that is on record, once."""
    wanted = {paper["id"] for line in lines for paper in line.receipt.papers}
    for licence in SupplierLicence.objects.filter(pk__in=wanted, scan__isnull=False).select_related("scan").order_by("pk"):
        if default_storage.exists(licence.scan.path):
            with default_storage.open(licence.scan.path) as file:
                yield f"licences/{licence.pk}-{_plain(licence.number)}{PurePosixPath(licence.scan.path).suffix}", file.read()


def _plain(number: str) -> str:
    """Numbers are typed by people; in a pack a name leads nowhere else."""
    return re.sub(r"[^\w-]", "_", number)
