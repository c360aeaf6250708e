"""Export of what I see: the current filter and columns as CSV or XLSX, with the purpose asked for and kept."""

import csv
import tempfile
from pathlib import Path
from types import SimpleNamespace

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from microstore.core import clock, files, jobs, replica
from microstore.core.models import Export
from microstore.core.pages import keyset, registry
from microstore.core.pages.acting import dressed
from microstore.core.pages.listing import column_choices
from microstore.core.pages.parts import ListPart

STREAMED = 1000
"""Rows answered at once; more become a job."""
CHUNK = 500
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"
UTF8, OLD = "utf-8-sig", "gb18030"


def safe(value) -> str:
    """Text that no spreadsheet takes for a formula. Numbers stay numbers."""
    text = "" if value is None else str(value)
    if text.startswith(DANGEROUS) and not is_number(text):
        return f"'{text}"
    return text


def is_number(text) -> bool:
    return text.lstrip("-").replace(".", "", 1).isascii() and text.lstrip("-").replace(".", "", 1).isdigit()


class ExportForm(forms.Form):
    format = forms.ChoiceField(label=_("File"), choices=Export.Format, initial=Export.Format.CSV)
    purpose = forms.CharField(
        label=_("What do you need it for?"), max_length=200, required=False, help_text=_("Kept with your name, the filter and the columns.")
    )

    columns = forms.MultipleChoiceField(label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple)
    old_excel = forms.BooleanField(
        label=_("CSV for an old Excel (GB18030)"), required=False, help_text=_("Otherwise UTF-8, which every Excel since 2010 reads.")
    )

    def __init__(self, *args, page, is_purpose_needed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = is_purpose_needed
        choices = column_choices(page)
        self.fields["columns"].choices = [(choice["name"], choice["label"]) for choice in choices]
        self.fields["columns"].initial = [choice["name"] for choice in choices if choice["is_shown"]]


def page_for(name, user, query):
    """The list as ``user`` saw it, outside of a request."""
    request = SimpleNamespace(user=user, GET=QueryDict(query), headers={}, POST=QueryDict(), method="GET")
    return registry.find(name)(request=request)


def lines(page, columns):
    """Heads, then rows in the order of the list, read in chunks so that memory stays flat."""
    labels = {choice["name"]: str(choice["label"]) for choice in column_choices(page)}
    yield [safe(labels[name]) for name in columns]
    fields, after = page.sorting(), ""
    while True:
        rows = page_of_rows(page, fields, after)
        table = page.table_class(rows, request=page.request, sequence=[*columns, "..."], orderable=False)
        for bound in table.rows:
            yield [safe(strip_tags(str(bound.get_cell_value(name) if bound.get_cell_value(name) is not None else ""))) for name in columns]
        if len(rows) < CHUNK:
            return
        after = keyset.pack(rows[-1], fields, 1)


@replica.reads
def page_of_rows(page, fields, after) -> list:
    rows = page.rows()
    if after:
        rows = rows.filter(keyset.past(fields, keyset.unpack(after, fields)[1], True))
    return list(rows.order_by(*keyset.order_by(fields))[:CHUNK])


class Echo:
    """A file whose ``write`` gives the text back."""

    def write(self, text):
        return text


def as_csv(rows, encoding=UTF8):
    writer = csv.writer(Echo())
    yield BOM.encode() if encoding == UTF8 else b""
    for row in rows:
        yield writer.writerow(row).encode(encoding.removesuffix("-sig"))


def write_xlsx(rows, target, progress=None, encoding=UTF8) -> int:
    """Write ``rows`` as one sheet; cells are text, so nothing is ever evaluated. Returns how many data rows."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, head, number = book.add_worksheet(), book.add_format({"bold": True}), -1
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if number and is_number(value) and len(value) < 12 and not (value.startswith("0") and value.isdigit() and len(value) > 1):
                sheet.write_number(number, at, float(value))
            else:
                sheet.write_string(number, at, value, head if not number else None)
        if progress and number % CHUNK == 0:
            progress(number)
    sheet.freeze_panes(1, 0)
    book.close()
    return max(number, 0)


def write_csv(rows, target, progress=None, encoding=UTF8) -> int:
    number = -1
    with Path(target).open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle)
        for number, row in enumerate(rows):
            writer.writerow(row)
            if progress and number % CHUNK == 0:
                progress(number)
    return max(number, 0)


WRITERS = {Export.Format.CSV: write_csv, Export.Format.XLSX: write_xlsx}
CONTENT = {Export.Format.CSV: "text/csv", Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@jobs.handler("pages.export", label=_("Export"))
def run_export(work):
    """Write the file of one kept export. Started again it writes the file anew."""
    export = Export.objects.select_related("owner").get(pk=work.params["export"])
    page = page_for(export.page, export.owner, export.query)
    total = page.rows().order_by().count()
    with tempfile.NamedTemporaryFile(suffix=f".{export.format}") as made:
        encoding = work.params.get("encoding", UTF8)
        count = WRITERS[export.format](lines(page, export.columns), made.name, lambda done: work.progress(done, total), encoding)
        Export.objects.filter(pk=export.pk).update(rows=count)
        content = Path(made.name).read_bytes()
    stored = files.store_made(content, kind="export", name=file_name(page, export), content_type=CONTENT[export.format], owner=export.owner)
    work.finish(file=stored, message=_("%(count)s rows written.") % {"count": count})


def file_name(page, export) -> str:
    return f"{page.export_name}-{clock.local_now():%Y%m%d-%H%M}.{export.format}"


class ExportPart(ListPart):
    """Ask the format and the purpose, keep who took what, then stream or start a job."""

    suffix, part = "export/", "export"

    def listed(self):
        return page_for(self.owner.name, self.request.user, self.request.POST.get("query", self.request.GET.urlencode()))

    def needs_purpose(self, page) -> bool:
        """By the columns that are asked for; all of them while nobody has chosen."""
        shown = self.request.POST.getlist("columns") or page.columns()[0]
        return page.has_personal_data or any(name in shown for name in page.personal_columns)

    def get(self, request):
        page = self.listed()
        return self.ask(ExportForm(page=page, is_purpose_needed=self.needs_purpose(page)))

    def ask(self, form, status=200):
        page = self.listed()
        columns = page.columns()[0]
        labels = [choice["label"] for choice in column_choices(page) if choice["name"] in columns]
        total, is_more = keyset.counted(page.rows())
        return self.draw(
            "backoffice/export.html",
            {
                "form": dressed(form),
                "columns": labels,
                "total": total,
                "is_more": is_more,
                "list_url": self.owner.get_url(),
                "query": page.request.GET.urlencode(),
                "has_personal_data": self.needs_purpose(page),
            },
            status=status,
        )

    def post(self, request):
        page = self.listed()
        form = ExportForm(request.POST, page=page, is_purpose_needed=self.needs_purpose(page))
        if not form.is_valid():
            return self.ask(form, status=422)
        export = Export.objects.create(
            owner=request.user,
            page=self.owner.name,
            query=page.request.GET.urlencode(),
            columns=[name for name in page.columns()[1] if name in form.cleaned_data["columns"]] or page.columns()[0],
            format=form.cleaned_data["format"],
            purpose=form.cleaned_data["purpose"],
        )
        encoding = OLD if form.cleaned_data["old_excel"] else UTF8
        total, is_more = keyset.counted(page.rows())
        if is_more or export.format == Export.Format.XLSX:
            jobs.start("pages.export", owner=request.user, params={"export": export.pk, "encoding": encoding})
            messages.success(request, _("The export runs in the background. The job list shows when the file is ready."))
            return redirect(reverse("backoffice:jobs"))
        Export.objects.filter(pk=export.pk).update(rows=total)
        return StreamingHttpResponse(
            as_csv(lines(page, export.columns), encoding),
            content_type=f"text/csv; charset={encoding.removesuffix('-sig')}",
            headers={"Content-Disposition": f'attachment; filename="{file_name(page, export)}"', "Cache-Control": "no-store"},
        )
