"""Rows of a CSV or XLSX file, one at a time: a file of 50 MB never stands in memory."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from microstore.core.errors import Refused
from orders.services.channels.files import xlsx

CHUNK = 1024 * 1024
ENCODINGS = ("utf-8", "gb18030")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: str) -> str:
    """``xlsx``, or how the text is encoded. Refuses what is neither."""
    with default_storage.open(path, "rb") as file:
        start = file.read(4)
        if start.startswith(b"PK\x03\x04"):
            return "xlsx"
        for bom, name in BOMS:
            if start.startswith(bom):
                return name
        for name in ENCODINGS:
            if _decodes(file, name):
                return name
    raise Refused(_("This file is neither a table of text nor an XLSX workbook."))


def _decodes(file, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if b"\x00" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def opened(path: str, encoding: str):
    """Gives the rows, header first, each as a list of texts without spaces around them."""
    with default_storage.open(path, "rb") as file:
        if encoding == "xlsx":
            try:
                yield (_tidy(row) for row in xlsx.rows(file))
            except (zipfile.BadZipFile, KeyError, xlsx.Broken) as error:
                raise Refused(_("This workbook cannot be read: %(why)s") % {"why": error}) from error
            return
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        head = text.readline()
        text.seek(0)
        separator = max(",\t;", key=head.count)
        csv.field_size_limit(CHUNK)
        yield _lines(csv.reader(text, delimiter=separator))
        text.detach()


def _lines(reader) -> Iterator[list[str]]:
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield _tidy(row)
    except csv.Error as error:
        raise Refused(_("Line %(line)d cannot be read: %(why)s") % {"line": reader.line_num, "why": error}) from error


def _tidy(row: list[str]) -> list[str]:
    """Platforms write ``="123"`` or ``'123`` so that Excel leaves long numbers alone."""
    return [cell.strip().removeprefix("\ufeff").removeprefix("=").strip('"').lstrip("'").strip() for cell in row]
