"""Rows of a CSV, TSV or XLSX file, one at a time: a large file never stands in memory. Used by every import of a list.

Two well-known libraries were measured with a workbook of 100,000 rows and 22 columns of text: one took 496 MB in 6 seconds, the other
532 MB in 63 seconds, against a limit of 512 MB for the whole import. So ``xlsx`` reads the sheet as a stream of its own.
"""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.core.files.storage import default_storage

from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.core.sheets import xlsx

CHUNK = 1024 * 1024
XLSX = "xlsx"
ENCODINGS = ("utf-8", "gbk", "gb18030")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",\t;|"
AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
NAMES = {"utf-8-sig": "UTF-8 (BOM)", "utf-8": "UTF-8", "gbk": "GBK", "gb18030": "GB18030", "utf-16": "UTF-16", XLSX: "Excel (XLSX)"}


@dataclass(frozen=True)
class Shape:
    """How a file is written: its encoding, or ``xlsx``, and what stands between two cells."""

    encoding: str
    delimiter: str = ""

    @property
    def name(self) -> str:
        return NAMES.get(self.encoding, self.encoding.upper())


def shape_of(path: str) -> Shape:
    """Look how a stored file is written. Refuses what is no table."""
    encoding = _encoding_of(path)
    return Shape(encoding) if encoding == XLSX else Shape(encoding, _delimiter_of(path, encoding))


def _encoding_of(path: str) -> str:
    with default_storage.open(path, "rb") as file:
        start = file.read(4096)
        if start.startswith(b"PK\x03\x04"):
            return XLSX
        marked = next((name for bom, name in BOMS if start.startswith(bom)), None)
        for name in (marked,) if marked else (*_without_bom(start), *ENCODINGS):
            if _decodes(file, name):
                return name
    raise Refused(_("This file is neither a table of text nor an XLSX workbook."))


def _without_bom(start: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark: separators and digits leave every second byte empty."""
    low, high = start[1::2].count(0), start[::2].count(0)
    if max(low, high) * 20 < len(start):
        return ()
    return ("utf-16-le",) if low > high else ("utf-16-be",)


def _decodes(file, encoding: str) -> bool:
    decoder, is_wide = codecs.getincrementaldecoder(encoding)(), encoding.startswith("utf-16")
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if not is_wide and b"\x00" in chunk:
                return False
            if "\x00" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter_of(path: str, encoding: str) -> str:
    """What separates the headers most often."""
    with default_storage.open(path, "rb") as file:
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        head = text.readline(CHUNK)
        text.detach()
    return max(DELIMITERS, key=head.count)


@contextmanager
def opened(path: str, shape: Shape, *, formulas: bool = False):
    """Gives the rows that hold anything, header first, each a ``Row``.

    ``formulas``: a cell of a workbook that is reckoned gives its formula, with its ``=``, instead of what Excel last reckoned."""
    with default_storage.open(path, "rb") as file:
        if shape.encoding == XLSX:
            try:
                yield _checked(xlsx.rows(file, formulas=formulas))
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, xlsx.Broken) as error:
                raise Refused(_("This workbook cannot be read: %(why)s") % {"why": error}) from error
            return
        text = io.TextIOWrapper(file, encoding=shape.encoding, newline="")
        yield _checked(_rows(Lines(text), shape.delimiter or _delimiter_of(path, shape.encoding)))
        text.detach()


class Lines:
    """Lines of a text for the reader of CSV, which would take a row that never ends into memory as a whole."""

    def __init__(self, text):
        self.text, self.taken = text, 0

    def __iter__(self):
        while line := self.text.readline(CHUNK):
            self.taken += len(line)
            if self.taken >= CHUNK:
                raise Refused(_("A row of this file is longer than a million characters."))
            yield line


def _checked(rows: Iterator[tuple[int, list[str]]]) -> Iterator["Row"]:
    """Without spaces around the cells. Refuses headers beyond the columns that a list may have, and cells and rows nobody wrote by hand."""
    most = xlsx.MOST_COLUMNS
    for at, (number, row) in enumerate(rows):
        if at == 0 and any(map(str.strip, row[most:])):
            raise Refused(_("This list has more than %(most)d columns.") % {"most": most})
        if sum(map(len, row)) > xlsx.MOST_CELL:
            _require_short(row, number)
        yield Row(number, row[:most])


def _require_short(row: list[str], number: int) -> None:
    if max(map(len, row)) > xlsx.MOST_CELL:
        raise Refused(_("Row %(row)d: a cell holds more than %(most)d characters.") % {"row": number, "most": xlsx.MOST_CELL})
    if sum(map(len, row)) > xlsx.MOST_ROW:
        raise Refused(_("A row of this file is longer than a million characters."))


def require_rows(path: str, shape: Shape, most: int) -> None:
    """Refuse a file with more rows than that below its headers, before anything is done with one of them."""
    with default_storage.open(path, "rb") as file:
        is_longer = xlsx.holds_more_than(file, most + 1) if shape.encoding == XLSX else _has_lines(file, most + 1)
    if is_longer and shape.encoding != XLSX:  # a cell may hold line breaks: now the rows themselves
        with opened(path, shape) as rows:
            is_longer = next(islice(rows, most + 1, None), None) is not None
    if is_longer:
        raise Refused(_("This list has more than %(most)d rows. Cut it into several.") % {"most": most})


def _has_lines(file, most: int) -> bool:
    found = 0
    while found <= most and (chunk := file.read(CHUNK)):
        found += max(chunk.count(b"\n"), chunk.count(b"\r"))
    return found > most


def _rows(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(CHUNK)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            lines.taken = 0
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise Refused(_("Line %(line)d cannot be read: %(why)s") % {"line": reader.line_num, "why": error}) from error


class Row(list):
    """Texts of one row without spaces around them; ``number`` counts as a spreadsheet does, empty rows too."""

    def __init__(self, number: int, cells: list[str]):
        super().__init__(cell.strip().removeprefix("\ufeff").strip() for cell in cells)
        self.number = number


def as_text(cell: str) -> str:
    """``="0123"`` and ``'0123`` are ways to write a text, so that Excel leaves long numbers and leading signs alone."""
    quoted = AS_TEXT.fullmatch(cell)
    return (quoted[1] if quoted else cell.removeprefix("'")).strip()
