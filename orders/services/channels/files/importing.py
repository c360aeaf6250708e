"""Upload, look, import. Orders of a list are over: they are kept closed, move no stock and no money, and count in the totals."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from django.core.files.storage import default_storage
from django.db import transaction

from microstore.core import clock, files, jobs, sheets
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from orders.events_channels import FileConfirmed, FileFailed, FileImported, FileUploaded
from orders.models import Channel, ChannelFile, ChannelLine, ChannelOrder, Platform, PlatformRefund
from orders.services.channels.files import formats

MOST_BYTES = 50 * 1024 * 1024
BATCH = 1000
SHOWN = 20
MOST_ERRORS = 10_000


def upload(channel: Channel, sent, *, by) -> ChannelFile:
    """Keep the file and recognise it; nothing is imported yet. Refuses what is too large, no table, or of nobody we know."""
    if sent.size > MOST_BYTES:
        raise Refused(_("The file is larger than %(megabytes)d MB.") % {"megabytes": MOST_BYTES // 1024 // 1024})
    digest = hashlib.sha256()
    for chunk in sent.chunks():
        digest.update(chunk)
    number = next_number("CF")
    path = default_storage.save(f"private/channel-file/{clock.today():%Y/%m}/{number}", sent)
    try:
        return _record(channel, number, path, sent, digest.hexdigest(), by)
    except Refused:
        default_storage.delete(path)
        raise


@transaction.atomic
def _record(channel: Channel, number: str, path: str, sent, sha256: str, by) -> ChannelFile:  # noqa: PLR0913
    shape = sheets.shape_of(path)
    with sheets.opened(path, shape) as rows:
        headers = next(rows, [])
    found, columns = formats.recognise(headers)
    file = ChannelFile.objects.create(
        number=number, channel=channel, platform=found.code, name=sent.name[-200:], path=path, size_bytes=sent.size, sha256=sha256,
        encoding=shape.encoding, columns=columns, by=by,
        unknown_columns=[header for at, header in enumerate(headers) if header and at not in columns.values()],
    )  # fmt: skip
    publish(FileUploaded(number, found.code), about=file, by=by)
    return file


@dataclass(frozen=True)
class Seen:
    """A row as it was understood, or the sentence that says why not."""

    number: int
    cells: list[str]
    row: formats.Row | None
    error: str = ""


def look(file: ChannelFile) -> Iterator[Seen]:
    """Every row below the headers."""
    with sheets.opened(file.path, sheets.Shape(file.encoding)) as rows:
        next(rows, None)
        for row in rows:
            cells = [_plain(cell) for cell in row]
            try:
                yield Seen(row.number, cells, formats.read(cells, file.columns))
            except ValueError as error:
                yield Seen(row.number, cells, None, str(error))


def _plain(cell: str) -> str:
    """Platforms write ``="123"`` or ``'123`` so that Excel leaves long numbers alone."""
    return cell.removeprefix("=").strip('"').lstrip("'").strip()


def preview(file: ChannelFile) -> list[Seen]:
    return list(islice(look(file), SHOWN))


@transaction.atomic
def confirm(file: ChannelFile, *, by) -> ChannelFile:
    """Somebody looked at the first rows and lets the import run as a job."""
    file.begin("confirm")
    file.job = jobs.start("channel.import", owner=by, params={"file": file.number})
    file.finish("confirm", FileConfirmed(file.number), by=by, save=["job"])
    return file


@dataclass
class Tally:
    rows: int = 0
    amount_fen: int = 0
    paid_fen: int = 0
    refund_fen: int = 0
    errors: list[Seen] = field(default_factory=list)
    failed: int = 0

    def add(self, seen: Seen) -> None:
        self.rows += 1
        if seen.row is None:
            self.failed += 1
            if len(self.errors) < MOST_ERRORS:
                self.errors.append(seen)


def run(work: jobs.Work) -> None:
    """The job. Begun again after a crash it makes no order twice: what is known is skipped."""
    file = ChannelFile.objects.select_related("channel", "by").get(number=work.params["file"])
    tally = Tally()
    try:
        for orders in _batched(_orders(file, tally)):
            _keep(file, orders, tally)
            fault_point("channels.file.batch_kept")
            work.progress(tally.rows, max(tally.rows, _guess(file, tally)), _("%(rows)d rows read") % {"rows": tally.rows})
    except jobs.Cancelled:
        _fail(file, _("Cancelled; what was imported stays."))
        raise
    except Exception as error:
        _fail(file, str(error))
        raise
    _end(file, tally)
    work.finish(message=_("%(made)d new orders, %(skipped)d known before, %(failed)d rows with errors")
                % {"made": file.made, "skipped": file.skipped, "failed": file.failed}, file=file.errors)  # fmt: skip


def _guess(file: ChannelFile, tally: Tally) -> int:
    """How many rows there will be: nobody has counted them."""
    return max(1, file.size_bytes // 60)


def _orders(file: ChannelFile, tally: Tally) -> Iterator[list[formats.Row]]:
    """Rows of one order stand together in lists by line."""

    def good() -> Iterator[formats.Row]:
        for seen in look(file):
            tally.add(seen)
            if seen.row is not None:
                yield seen.row

    for _number, rows in groupby(good(), key=lambda row: row.external_id):
        yield list(rows)


def _batched(orders: Iterator) -> Iterator[list]:
    while batch := list(islice(orders, BATCH)):
        yield batch


@transaction.atomic
def _keep(file: ChannelFile, orders: list[list[formats.Row]], tally: Tally) -> None:
    known = set(
        ChannelOrder.objects.filter(channel=file.channel, external_id__in=[rows[0].external_id for rows in orders])
        .values_list("external_id", flat=True)
    )  # fmt: skip
    by_line = formats.by_code(file.platform).amounts == "line"
    fresh, lines = [], []
    for rows in orders:
        row = _order(file, rows, by_line)
        tally.amount_fen += row.amount_fen
        tally.paid_fen += row.paid_fen
        tally.refund_fen += row.refund_fen
        if row.external_id not in known:
            known.add(row.external_id)
            fresh.append(row)
            lines += _lines(row, rows)
    ChannelOrder.objects.bulk_create(fresh)
    ChannelLine.objects.bulk_create(lines)


def _order(file: ChannelFile, rows: list[formats.Row], by_line: bool) -> ChannelOrder:
    first = rows[0]
    sums = Counter()
    for row in rows if by_line else rows[:1]:
        sums.update(amount=row.amount_fen, paid=row.paid_fen, refund=row.refund_fen, freight=row.freight_fen)
    return ChannelOrder(
        channel=file.channel, external_id=first.external_id, state=ChannelOrder.State.CLOSED, file=file, end_reason=file.number,
        platform=Platform.COMPLETED if first.paid_at else Platform.CLOSED, platform_word=first.word, placed_at=first.placed_at,
        paid_at=first.paid_at, update_time=first.paid_at or first.placed_at, goods_fen=max(0, sums["amount"] - sums["freight"]),
        freight_fen=sums["freight"], amount_fen=sums["amount"], paid_fen=sums["paid"], refund_fen=sums["refund"],
        refund=PlatformRefund.DONE if sums["refund"] else PlatformRefund.NONE, province=first.province, note=first.note,
    )  # fmt: skip


def _lines(order: ChannelOrder, rows: list[formats.Row]) -> list[ChannelLine]:
    return [
        ChannelLine(
            channel_order=order, position=position, external_sku=row.sku, merchant_code=row.merchant_code, title=row.title, units=row.units,
            price_fen=row.price_fen or row.amount_fen // row.units, total_fen=row.amount_fen,
        )
        for position, row in enumerate(rows, start=1)
    ]  # fmt: skip


@transaction.atomic
def _end(file: ChannelFile, tally: Tally) -> None:
    file.begin("end")
    file.rows, file.failed = tally.rows, tally.failed
    file.made = ChannelOrder.objects.filter(file=file).count()
    file.skipped = max(0, tally.rows - tally.failed - ChannelLine.objects.filter(channel_order__file=file).count())
    file.amount_fen, file.paid_fen, file.refund_fen = tally.amount_fen, tally.paid_fen, tally.refund_fen
    file.errors, file.finished_at = _errors(file, tally), clock.now()
    news = FileImported(file.number, file.made, file.skipped, file.failed)
    saved = ["rows", "failed", "made", "skipped", "amount_fen", "paid_fen", "refund_fen", "errors", "finished_at"]
    file.finish("end", news, by=file.by, save=saved)


def _errors(file: ChannelFile, tally: Tally):
    """The rows that were left out, as a file to be set right and sent again."""
    if not tally.errors:
        return None
    with sheets.opened(file.path, sheets.Shape(file.encoding)) as rows:
        headers = next(rows, [])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Error"), *headers])
    writer.writerows([seen.number, seen.error, *map(_harmless, seen.cells)] for seen in tally.errors)
    content = text.getvalue().encode("utf-8-sig")
    return files.store_made(content, kind="channel-errors", name=f"{file.number}-errors.csv", content_type="text/csv", owner=file.by)


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


@transaction.atomic
def _fail(file: ChannelFile, why: str) -> None:
    file.lock()
    if file.is_open("fail"):
        file.finish("fail", FileFailed(file.number), by=file.by, reason=why[:500])
