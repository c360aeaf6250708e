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


def test_rows_are_counted_as_a_spreadsheet_counts_them_with_the_empty_ones(db):
    told = "".join(f'<row{at}><c><v>{text}</v></c></row>' for at, text in (("", "a"), (' r="4"', "b"), (' r="4"', "c"), (' r="x"', "d")))
    assert [(row.number, row) for row in read(book(told))] == [(1, ["a"]), (4, ["b"]), (5, ["c"]), (6, ["d"])]
    assert [(row.number, row[0]) for row in read(b"a,b\n\n,\nc,d\n")] == [(1, "a"), (4, "c")]


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


def with_files(count: int) -> bytes:
    """A workbook whose directory names one file so many times."""
    content = book("<row><c><v>1</v></c></row>")
    start = content.rindex(b"PK\x01\x02")
    entry, end = content[start:content.rindex(b"PK\x05\x06")], content[content.rindex(b"PK\x05\x06"):]
    size = (len(entry) * count).to_bytes(4, "little")
    return content[:start] + entry * count + end[:12] + size + end[16:]


def test_directory_of_millions_of_files_is_refused_before_it_is_read(db):
    with pytest.raises(Refused, match="far too many files"):
        read(with_files(400_000))
    with pytest.raises(Refused, match="too large inside"):
        read(with_files(3_000))
    assert read(with_files(1)) == [["1"]]


def test_cell_longer_than_excel_knows_is_named_with_its_row(db):
    with pytest.raises(Refused, match="Row 2: a cell holds more than 32767 characters"):
        read(book("<row><c><v>1</v></c></row>" + f"<row><c t='inlineStr'><is><t>{'a' * 40_000}</t></is></c></row>"))
    with pytest.raises(Refused, match="Row 2: a cell"):
        read(b"number,name\n1," + b"b" * 40_000)
    long = "a" * 32_767
    assert read(f"number\n{long}\n".encode())[1] == [long]
    texts = "".join(f"<c t='inlineStr'><is><t>{'a' * 900_000}</t></is></c>" for _ in range(12))
    with pytest.raises(Refused, match="a row without end"):
        read(book(f"<row>{texts}</row>"))


@pytest.mark.parametrize("most", [2, 3])
@pytest.mark.parametrize("made", [
    b'a,b\n1,"x\ny\nz"\n\n\n2,2\n3,3\n', book("<row><c><v>a</v></c></row><row r='2'><c r='A2'/></row>" + "<row><c><v>1</v></c></row>" * 3)])
def test_rows_are_counted_before_one_is_read_and_empty_ones_do_not_count(db, made, most):
    path = default_storage.save("private/test/counted", ContentFile(made))
    with override("en"):
        if most == 3:
            sheets.require_rows(path, sheets.shape_of(path), most)
        else:
            with pytest.raises(Refused, match="more than 2 rows"):
                sheets.require_rows(path, sheets.shape_of(path), most)


def test_list_of_too_many_columns_and_a_row_without_end_are_refused(db):
    for head in (b"a," * 10_000 + b"b\n", book("<row>" + "<c><v>1</v></c>" * 5_000 + "</row>")):
        with pytest.raises(Refused, match="more than 300 columns"):
            read(head)
    assert len(read(b"a" + b"," * 5_000 + b"\n1" + b",1" * 5_000)[1]) == 300  # without a header it means nothing
    with pytest.raises(Refused, match="longer than a million characters"):
        read(b"number,name\n" + b"," * 2_000_000)
    with pytest.raises(Refused, match="longer than a million characters"):
        read(b'number,name\n' + b'"\n",' * 400_000)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x00\x00", b"\xef\xbb\xbfname\n\xe5\x90", "\ufeffname\n".encode("utf-16-le") + b"a"])
def test_text_that_is_not_what_its_mark_says_is_refused(db, content):
    with pytest.raises(Refused, match="neither a table of text"):
        read(content)
