"""A list that comes from outside is read row by row, whatever it was made to do to the reader."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import override

from microstore.core import sheets
from microstore.core.errors import Refused

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book(rows: str, texts: str = "", encoding="utf-8") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode(encoding))
        if texts:
            pack.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{texts}</sst>")
    return out.getvalue()


def read(content: bytes, name="list") -> list[list[str]]:
    path = default_storage.save(f"private/test/{name}", ContentFile(content))
    with override("en"), sheets.opened(path, sheets.shape_of(path)) as rows:
        return list(rows)


def test_a_workbook_is_read_by_its_cells_and_only_the_texts_that_are_named(db):
    texts = "<si><t>编号</t></si><si><r><t>维生素</t></r><r><t>C</t></r><rPh><t>ignored</t></rPh></si>"
    rows = '<row><c r="A1" t="s"><v>0</v></c></row><row/><row><c r="C3" t="s"><v>1</v></c><c r="D3"><v>2</v></c></row>'
    assert read(book(rows, texts)) == [["编号"], ["", "", "维生素C", "2"]]


@pytest.mark.parametrize(("content", "why"), [
    (book("<row>" + "<c/>" * 20_001 + "</row>"), "a row without end"),
    (book("<x>" * 60 + "</x>" * 60), "a row without end"),
    (book(f"<row><c><v>{'9' * 3_000_000}</v></c></row>"), "a text without end"),
    (book("<!DOCTYPE x><row/>"), "document types are not allowed"),
    (book("<row/>", encoding="utf-16"), "not written in UTF-8"),
    (book('<row><c t="s"><v>7</v></c></row>', "<si><t>a</t></si>"), "a text is missing"),
    (book('<row><c t="s"><v>99999999</v></c></row>', "<si><t>a</t></si>"), "a text is missing"),
    (book("<row/>")[:60] + b"\x00" * 40 + book("<row/>")[100:], "This workbook cannot be read"),
])  # fmt: skip
def test_a_workbook_made_to_fill_the_memory_is_refused(db, content, why):
    with pytest.raises(Refused, match=why):
        read(content)


def test_what_stands_between_the_rows_is_forgotten(db):
    rows = "<row/>" * 50_000 + '<row><c r="A1"><v>1</v></c></row>'
    assert read(book(rows)) == [["1"]]


def test_columns_beyond_those_of_a_list_are_left_out_and_a_row_without_end_is_refused(db):
    (head,) = read(b"a," * 100_000 + b"b\n")
    assert len(head) == 300
    with pytest.raises(Refused, match="longer than a million characters"):
        read(b"number,name\n" + b"," * 2_000_000)
    with pytest.raises(Refused, match="longer than a million characters"):
        read(b'number,name\n' + b'"\n",' * 400_000)
