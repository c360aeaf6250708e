"""The first sheet of an XLSX workbook, row by row. Only cells: no formulas are reckoned, no styles read."""

import re
import tempfile
import zipfile
from array import array
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_BYTES = 600 * 1024 * 1024  # of XML inside; more is a bomb and no order list
MOST_COLUMNS = 300


class Broken(Exception):
    """No workbook as Excel writes it."""


def rows(file, *, formulas: bool = False) -> Iterator[list[str]]:
    """Texts of each row that holds any, in the order of the sheet. ``formulas``: those instead of what they came to."""
    with zipfile.ZipFile(file) as book:
        if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
            raise Broken("too large inside")
        sheet = min((name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), default=None, key=_number)
        if sheet is None:
            raise Broken("no sheet")
        shared = Shared(book)
        with book.open(sheet) as part:
            for row in _elements(part, f"{MAIN}row"):
                cells = _cells(row, shared, formulas)
                if any(cells):
                    yield cells


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)


def _elements(part, tag: str) -> Iterator:
    """Elements of one tag, each forgotten after use. A document type could define entities, so it is refused."""
    guarded = _without_doctype(part)
    try:
        for _event, element in ElementTree.iterparse(guarded):  # noqa: S314  no document type passes
            if element.tag == tag:
                yield element
                element.clear()
    except ElementTree.ParseError as error:
        raise Broken(str(error)) from error


def _without_doctype(part):
    copy = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115  read later, gone with its last reader
    before = b""
    while chunk := part.read(1024 * 1024):
        if b"<!DOCTYPE" in before + chunk or b"<!ENTITY" in before + chunk:
            raise Broken("document types are not allowed")
        copy.write(chunk)
        before = chunk[-10:]
    copy.seek(0)
    return copy


class Shared:
    """The texts that cells name by number, kept in a file beside: a workbook of a hundred thousand rows has millions."""

    def __init__(self, book: zipfile.ZipFile):
        self.file, self.ends = tempfile.TemporaryFile(), array("Q", [0])  # noqa: SIM115  gone with its last reader
        self.text = lru_cache(maxsize=20_000)(self._read)
        if "xl/sharedStrings.xml" in book.namelist():
            with book.open("xl/sharedStrings.xml") as part:
                self._fill(part)

    def _fill(self, part) -> None:
        for item in _elements(part, f"{MAIN}si"):
            text = "".join(text.text or "" for text in _written(item))
            self.ends.append(self.ends[-1] + self.file.write(text.encode()))

    def _read(self, number: int) -> str:
        start, end = self.ends[number], self.ends[number + 1]
        self.file.seek(start)
        return self.file.read(end - start).decode()


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
        if place >= MOST_COLUMNS:
            continue
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _text(cell, shared, formulas)
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
            raise Broken("a text is missing") from None
    return text


def _column(reference: str) -> int:
    place = 0
    for letter in re.match(r"[A-Z]*", reference).group():
        place = place * 26 + ord(letter) - 64
    return place - 1
