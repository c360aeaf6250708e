"""The first sheet of an XLSX workbook, row by row. Only cells: no formulas are reckoned, no styles read."""

import re
import tempfile
import zipfile
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from xml.etree import ElementTree

from microstore.core.sentences import gettext as _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_BYTES = 600 * 1024 * 1024  # of XML inside; more is a bomb and no list
MOST_FILES = 2_000
MOST_DIRECTORY = 1024 * 1024  # bytes that name the files inside; each would become an object before anybody counts them
MOST_COLUMNS = 300
MOST_CELL = 32_767  # characters, as in Excel
MOST_ROW = 1_000_000  # characters
MOST_ROW_BYTES = 8 * 1024 * 1024  # of XML of one row or text
SHORT = 1_000  # bytes of texts that are kept at hand
CHUNK = 256 * 1024
MOST_TEXTS = 5_000_000
MOST_PARTS, DEEPEST = 20_000, 50  # elements of one row, and within one another
LONGEST = 1024 * 1024  # bytes without an end of an element; a cell of Excel holds 32,767 characters
TEXTS = "xl/sharedStrings.xml"


class Broken(Exception):
    """No workbook as Excel writes it."""


def rows(file, *, formulas: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Number and texts of each row that holds any, in the order of the sheet. ``formulas``: those instead of what they came to. What
    stands beyond the columns that a list may have is gathered in one cell more."""
    with zipfile.ZipFile(Bounded(file)) as book:
        sheet, shared = _sheet_of(book), Shared(book)
        with book.open(sheet) as part:
            number = 0
            for row in _elements(part, f"{MAIN}row"):
                told = row.get("r", "")
                number = max(number + 1, int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0)
                cells = _cells(row, shared, formulas)
                if any(cells):
                    yield number, cells


def holds_more_than(file, most: int) -> bool:
    """Whether so many rows hold anything, by the bytes of the sheet alone: much faster than reading them."""
    with zipfile.ZipFile(Bounded(file)) as book, book.open(_sheet_of(book)) as part:
        found, rest, is_filled = 0, b"", False
        while found <= most and (chunk := part.read(CHUNK)):
            *whole, rest = (rest + chunk).split(b"<row")
            if whole:
                found += is_filled or _is_filled(whole[0])
                found += sum(map(_is_filled, whole[1:]))
                is_filled = False
            if len(rest) > LONGEST:
                is_filled, rest = is_filled or _is_filled(rest), rest[-4:]
        return found + (is_filled or _is_filled(rest)) > most


def _is_filled(row: bytes) -> bool:
    return b"<v" in row or b"<is" in row or b"<f" in row


def _sheet_of(book: zipfile.ZipFile) -> str:
    _require_sane(book)
    sheet = min((name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), default=None, key=_number)
    if sheet is None:
        raise Broken(_("there is no sheet"))
    return sheet


class Bounded:
    """A file of which nobody takes much at once: the directory of a ZIP is read as a whole, whatever it says of its size."""

    def __init__(self, file):
        self.file, self.seek, self.tell, self.seekable = file, file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if (self._left() if size < 0 else size) > MOST_DIRECTORY:
            raise Broken(_("it holds far too many files"))
        return self.file.read(size)

    def _left(self) -> int:
        here, end = self.tell(), self.seek(0, 2)
        self.seek(here)
        return end - here


def _require_sane(book: zipfile.ZipFile) -> None:
    parts = book.infolist()
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Broken(_("it is too large inside"))
    if any(part.flag_bits & 1 for part in parts):
        raise Broken(_("it is encrypted"))


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)


def _elements(part, tag: str) -> Iterator:
    """Elements of one tag. They and whatever else stands there are forgotten at once: memory does not grow with the file."""
    path, inside, size, guarded = [], 0, 0, Guarded(part)
    try:
        for event, element in ElementTree.iterparse(guarded, events=("start", "end")):  # noqa: S314  no document type passes
            if event == "start":
                path.append(element)
                size = size + 1 if inside else 0
                inside += element.tag == tag
                guarded.taken = guarded.taken if inside else 0
                if size > MOST_PARTS or len(path) > DEEPEST or guarded.taken > MOST_ROW_BYTES:
                    raise Broken(_("a row without end"))
                continue
            path.pop()
            if element.tag == tag:
                inside, guarded.taken = inside - 1, 0
                yield element
            if not inside and path:
                path[-1].clear()
    except ElementTree.ParseError as error:
        raise Broken(str(error)) from error


class Guarded:
    """Bytes of XML. A document type could define entities, so it is refused, in UTF-16 too; and so is a text that never ends."""

    def __init__(self, part):
        self.part, self.before, self.unended, self.taken = part, b"", 0, 0

    def read(self, size: int = 16 * 1024) -> bytes:
        chunk = self.part.read(size)
        if b"\x00" in chunk:
            raise Broken(_("not written in UTF-8"))
        self.taken += len(chunk)
        seen = self.before + chunk
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise Broken(_("document types are not allowed"))
        end = chunk.rfind(b">")
        self.unended = self.unended + len(chunk) if end < 0 else len(chunk) - end
        if self.unended > LONGEST:
            raise Broken(_("a text without end"))
        self.before = chunk[-10:]
        return chunk


class Shared:
    """The texts that cells name by number, read as far as they are asked for and kept in a file beside: a workbook of a hundred thousand
    rows has millions."""

    def __init__(self, book: zipfile.ZipFile):
        self.file, self.ends = tempfile.TemporaryFile(), array("Q", [0])  # noqa: SIM115  gone with its last reader
        self.short = lru_cache(maxsize=20_000)(self._read)
        self.left = _texts(book)

    def text(self, number: int) -> str:
        if not 0 <= number < MOST_TEXTS:
            raise IndexError(number)
        if number + 1 >= len(self.ends):
            self._fill(number)
        start, end = self.ends[number], self.ends[number + 1]
        return (self.short if end - start <= SHORT else self._read)(start, end)

    def _read(self, start: int, end: int) -> str:
        self.file.seek(start)
        return self.file.read(end - start).decode()

    def _fill(self, number: int) -> None:
        self.file.seek(self.ends[-1])
        for text in islice(self.left, number + 2 - len(self.ends)):
            self.ends.append(self.ends[-1] + self.file.write(text.encode()))


def _texts(book: zipfile.ZipFile) -> Iterator[str]:
    if TEXTS in book.namelist():
        with book.open(TEXTS) as part:
            for item in _elements(part, f"{MAIN}si"):
                yield "".join(text.text or "" for text in _written(item))


def _written(item):
    """Its runs of text, without the readings that Asian editions note above."""
    for child in item:
        if child.tag == f"{MAIN}t":
            yield child
        elif child.tag == f"{MAIN}r":
            yield from child.iter(f"{MAIN}t")


def _cells(row, shared: Shared, formulas: bool) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{MAIN}c"):
        place = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        text = _text(cell, shared, formulas)
        if place >= MOST_COLUMNS and not text:
            continue
        place = min(place, MOST_COLUMNS)
        cells += [""] * (place + 1 - len(cells))
        cells[place] = text
    return cells


def _text(cell, shared: Shared, formulas: bool) -> str:
    if formulas and (formula := cell.find(f"{MAIN}f")) is not None:
        return f"={formula.text or ''}"
    kind, value = cell.get("t", "n"), cell.find(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        try:
            return shared.text(int(text))
        except (ValueError, IndexError):
            raise Broken(_("a text is missing")) from None
    return text


def _column(reference: str) -> int:
    place = 0
    for letter in re.match(r"[A-Z]*", reference).group():
        place = place * 26 + ord(letter) - 64
    return place - 1
