"""Imports: upload a list, say what its columns mean, look at every change and error, apply it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.imports import columns, exceptions, uploading
from catalog.imports.forms import ColumnsForm, UploadForm
from catalog.imports.kinds import class_of
from catalog.imports.staging import shape_of
from catalog.imports.tables import ImportFilter, ImportRowFilter, ImportRowTable, ImportTable, changes_of, said_about
from catalog.models import CatalogImport, ImportRow
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, ReasonForm
from microstore.core.pages.wording import moment

S = CatalogImport.State
FIRST = 20


class ImportList(ListPage):
    url = "catalog/imports/"
    name = "imports"
    title = _("Imports")
    permission = "catalog.import_product"
    menu = Menu(Department.PRODUCT, icon="up", position=70)
    model = CatalogImport
    table_class = ImportTable
    filterset_class = ImportFilter
    search_fields = ("=number", "name")
    search_hint = _("Number or file name")
    keyset = ("-pk",)
    empty_text = _("Upload a list of products or prices: it is tried first, and applied as a whole or not at all.")

    def get_queryset(self):
        return super().get_queryset().select_related("by")


class ImportRows(ListPage):
    """Every row of one list as the trial understood it."""

    url = "catalog/import-rows/"
    name = "import-rows"
    title = _("Rows of an import")
    permission = "catalog.import_product"
    model = ImportRow
    table_class = ImportRowTable
    filterset_class = ImportRowFilter
    keyset = ("number",)
    export_name = "import-rows"
    empty_text = _("Rows are kept for some weeks; try the list again to see them.")

    def get_queryset(self):
        rows = ImportRow.objects.select_related("batch")
        return rows if self.request.GET.get("batch") else rows.none()

    def url_of(self, row):
        return reverse("backoffice:product", args=[row.subject.split(" ")[0]]) if row.product_id and row.batch.kind == "products" else ""


def rows_url(row: CatalogImport, outcome: str = "") -> str:
    return f"{reverse('backoffice:import-rows')}?batch={row.number}" + (f"&outcome={outcome}" if outcome else "")


def tally(request, row) -> dict:
    counts = [("new", row.new), ("changed", row.changed), ("same", row.same), ("fault", row.faulty)]
    return {"counts": [(ImportRow(outcome=code), count, rows_url(row, code)) for code, count in counts]}


def first_rows(request, row) -> dict:
    """Errors first, then what is new or changes."""
    found = []
    for outcome in ("fault", "changed", "new"):
        found += ImportRow.objects.filter(batch=row, outcome=outcome).order_by("number")[: FIRST - len(found)]
    label_of = class_of(row.kind).label_of
    return {"lines": [(line, changes_of(line, label_of), said_about(line)) for line in found], "url": rows_url(row)}


def meanings(request, row) -> dict:
    kind, said = class_of(row.kind), {at: name for name, at in row.columns.items()}
    heads = range(len(row.headers))
    return {"columns": [(columns.name_of(row.headers, at), kind.label_of(said[at]) if at in said else "") for at in heads]}


def has_result(row) -> bool:
    return row.checked_at is not None and row.state not in (S.CHECKING, S.DROPPED)


class ImportDetail(DetailPage):
    url = "catalog/imports/<str:number>/"
    name = "import"
    title = _("Import")
    permission = "catalog.import_product"
    model = CatalogImport
    lookup = "number"
    panels = [
        Panel("catalog/backoffice/imports/_progress.html", _("Progress"), is_shown=lambda row: row.job and row.job.is_open),
        Panel("catalog/backoffice/imports/_tally.html", _("What the trial found"), context=tally, is_shown=has_result),
        Panel("catalog/backoffice/imports/_rows.html", _("The first rows"), context=first_rows, is_flush=True, is_shown=has_result),
        Panel("catalog/backoffice/imports/_columns.html", _("What the columns mean"), context=meanings, is_flush=True),
    ]
    side = [Panel("catalog/backoffice/imports/_file.html", _("File"), context=lambda request, row: {"shape": shape_of(row)})]

    def get_queryset(self):
        return super().get_queryset().select_related("job__file", "errors", "by")

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return f"{row.number} · {row.get_kind_display()}"

    def steps(self, row):
        at = {S.UPLOADED: 1, S.CHECKING: 1, S.CHECKED: 2, S.APPLYING: 2, S.APPLIED: 3}.get(row.state, 1)
        way = [(_("Uploaded"), row.at), (_("Tried"), row.checked_at), (_("Applied"), row.applied_at)]
        return [
            (label, "done" if place < at else "now" if place == at else "next", moment(when) if when else "")
            for place, (label, when) in enumerate(way)
        ]


class ImportUpload(FormPage):
    url = "catalog/imports/new/"
    name = "import-new"
    title = _("Upload a list")
    submit_label = _("Upload")
    permission = "catalog.import_product"
    form_class = UploadForm
    back = ImportDetail
    icon = "up"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def save(self, form, by):
        return uploading.upload(form.cleaned_data["kind"], form.cleaned_data["file"], by=by)

    def done_message(self, row):
        return _("Read as %(writing)s. Look what the columns mean, then try it.") % {"writing": shape_of(row).name}


class OfImport(ActionPage):
    model = CatalogImport
    lookup = "number"
    back = ImportDetail
    permission = "catalog.import_product"

    def is_open(self, row, user):
        return super().is_open(row, user) and user.has_perm(class_of(row.kind).permission)


class ImportTry(OfImport):
    url = "catalog/imports/<str:number>/try/"
    name = "import-try"
    title = _("Try")
    form_class = ColumnsForm
    move = "check"
    icon = "eye"

    def form_kwargs(self, row):
        return {"row": row}

    def facts(self, row):
        return [(_("File name"), row.name), (_("Encoding"), shape_of(row).name)]

    def perform(self, row, form, by):
        uploading.try_out(row, form.cleaned_data["said"], by=by, reason=form.cleaned_data.get("reason", ""))
        return _("The trial runs. Nothing is written but what it finds.")


class ImportApply(OfImport):
    url = "catalog/imports/<str:number>/apply/"
    name = "import-apply"
    title = _("Apply all of it")
    move = "apply"
    icon = "check"

    def is_open(self, row, user):
        return super().is_open(row, user) and not row.faulty and row.new + row.changed > 0

    def facts(self, row):
        return [(_("New"), row.new), (_("Altered"), row.changed), (_("Unchanged"), row.same)]

    def warnings(self, row):
        if row.kind == CatalogImport.Kind.PRODUCTS:
            return [_("Texts become drafts that go to approval; place in the shop and pack sizes change at once.")]
        if row.kind == CatalogImport.Kind.PRICES:
            return [_("All rows become one price change; the limits decide who must approve it.")]
        return []

    def perform(self, row, form, by):
        uploading.confirm(row, by=by)
        return _("The import runs. It is written as a whole or not at all.")


class ImportExcept(OfImport):
    """New products that nobody selected: the director decides."""

    url = "catalog/imports/<str:number>/exception/"
    name = "import-exception"
    title = _("Ask for an exception")
    form_class = ReasonForm
    tone = "plain"

    def is_open(self, row, user):
        return super().is_open(row, user) and exceptions.may_ask(row)

    def facts(self, row):
        return [(_("Not on the approved list"), exceptions.unselected(row).count())]

    def warnings(self, row):
        return [_("Only for goods that need no review, such as those of a range that is sold already.")]

    def perform(self, row, form, by):
        exceptions.ask(row, reason=form.cleaned_data["reason"], by=by)
        return _("Asked. The director decides.")


class ImportDrop(OfImport):
    url = "catalog/imports/<str:number>/drop/"
    name = "import-drop"
    title = _("Drop")
    move = "drop"
    tone = "danger"

    def perform(self, row, form, by):
        uploading.drop(row, by=by)
        return _("Dropped. The file is kept for the record.")


ImportList.actions.append(ImportUpload)
ImportDetail.actions += [ImportTry, ImportApply, ImportExcept, ImportDrop]
