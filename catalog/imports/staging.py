"""Rows of a file into ``ImportRow`` and out again: COPY in, batches out, bad rows as a file."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast, Length

from catalog.imports.kinds import Staged
from catalog.models import CatalogImport, ImportRow
from microstore.core import files, sentences, sheets
from microstore.core.pages.exports import safe
from microstore.core.sentences import gettext as _

FIELDS = ("batch_id", "number", "outcome", "subject", "product_id", "sku_id", "facts", "changes", "faults", "remarks")
MOST_ERRORS = 10_000
MOST_CHARACTERS = 4_000_000  # of rows that stand in memory together
NULL = "\\N"


def shape_of(batch: CatalogImport) -> sheets.Shape:
    return sheets.Shape(batch.encoding, batch.delimiter)


def rows_of(batch: CatalogImport) -> Iterator[tuple[int, list[str]]]:
    """(row number as a spreadsheet counts, cells) below the headers."""
    with sheets.opened(batch.path, shape_of(batch), formulas=True) as rows:
        next(rows, None)
        yield from ((row.number, row) for row in rows)


def given_in(batch: CatalogImport) -> Iterator[tuple[int, dict[str, str]]]:
    """Cells by the field their column means; columns that mean nothing are left out."""
    places = batch.columns.items()
    for number, cells in rows_of(batch):
        yield number, {name: cells[at] for name, at in places if at < len(cells)}


def batched(rows: Iterator, size: int, weight) -> Iterator[list]:
    """So many at a time, fewer where they are long: ``weight`` counts the characters of one."""
    some, characters = [], 0
    for row in rows:
        some.append(row)
        characters += weight(row)
        if len(some) == size or characters > MOST_CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


def length_of(given: tuple[int, dict[str, str]]) -> int:
    return sum(map(len, given[1].values()))


def copy_in(batch: CatalogImport, staged: list[Staged]) -> None:
    """Write many rows in one statement."""
    out = io.StringIO()
    for row in staged:
        facts = [json.dumps(sentences.packed(value), ensure_ascii=False) for value in (row.facts, row.changes, row.faults, row.remarks)]
        out.write("\t".join(_cell(value) for value in (
            batch.pk, row.number, row.outcome, row.subject, row.product_id, row.sku_id, *facts)) + "\n")
    out.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {ImportRow._meta.db_table} ({', '.join(FIELDS)}) FROM STDIN", out)


def _cell(value) -> str:
    if value is None:
        return NULL
    text = str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r").replace("\x00", "")


def empty(batch: CatalogImport) -> None:
    """Forget what an earlier trial found."""
    ImportRow.objects.filter(batch=batch)._raw_delete("default")


def to_write(batch: CatalogImport, size: int) -> Iterator[list[ImportRow]]:
    """New and changed rows in the order of the file, so many at a time, fewer where they are long."""
    last, wanted = 0, ImportRow.objects.filter(batch=batch, outcome__in=("new", "changed")).order_by("number")
    wanted = wanted.annotate(characters=Length(Cast("facts", TextField())))
    while lengths := list(wanted.filter(number__gt=last).values_list("number", "characters")[:size]):
        first, last = last, _reach(lengths)
        yield list(wanted.filter(number__gt=first, number__lte=last))


def _reach(lengths: list[tuple[int, int]]) -> int:
    """The last row up to which they may stand in memory together; at least the first."""
    some = next(batched(iter(lengths), len(lengths), lambda pair: pair[1]))
    return some[-1][0]


def errors_of(batch: CatalogImport, tally: Counter):
    """The rows with errors as a file: row, errors, and the cells as they came, to be set right and sent again."""
    if not tally["fault"]:
        return None
    faults = dict(ImportRow.objects.filter(batch=batch, outcome="fault").order_by("number").values_list("number", "faults")[:MOST_ERRORS])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Error"), *map(safe, batch.headers)])
    for number, cells in rows_of(batch):
        if number in faults and text.tell() < MOST_CHARACTERS:
            writer.writerow([number, " ".join(faults[number]), *map(safe, cells)])
    content, name = text.getvalue().encode("utf-8-sig"), f"{batch.number}-errors.csv"
    return files.store_made(content, kind="import-errors", name=name, content_type="text/csv", owner=batch.by)
