"""Order lists as files: upload, look at the first rows, import, see the result."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel
from microstore.core.pages.wording import moment
from orders.backoffice.channels import counts
from orders.filters_channels import ByChannelFilter
from orders.forms_channels import UploadForm
from orders.models import ChannelFile
from orders.services.channels.files import formats, importing
from orders.tables_channels import FileTable

S = ChannelFile.State


class FileList(ListPage):
    url = "channel-files/"
    name = "channel-files"
    title = _("Order lists")
    permission = "orders.import_channel"
    menu = Menu(Department.OPERATIONS, icon="doc", position=94)
    model = ChannelFile
    table_class = FileTable
    filterset_class = ByChannelFilter
    empty_text = _("Upload the order list that another platform exports.")

    def get_queryset(self):
        return super().get_queryset().select_related("channel")


class FileDetail(DetailPage):
    url = "channel-files/<str:number>/"
    name = "channel-file"
    title = _("Order list")
    permission = "orders.import_channel"
    model = ChannelFile
    lookup = "number"
    panels = [
        Panel("orders/backoffice/channels/_progress.html", _("Progress"), is_shown=lambda row: row.job and row.state != S.DONE),
        Panel("orders/backoffice/channels/_result.html", _("Result"), is_shown=lambda row: row.state == S.DONE),
        Panel(
            "orders/backoffice/channels/_preview.html", _("The first rows, as they are understood"), is_flush=True,
            context=lambda request, row: preview(row), is_shown=lambda row: row.state in (S.UPLOADED, S.FAILED),
        ),
    ]  # fmt: skip
    side = [
        Panel("orders/backoffice/channels/_file.html", _("File"), context=lambda request, row: {"format": formats.by_code(row.platform)})
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "job__file", "errors", "by")

    def subheading(self, row):
        return row.name

    def steps(self, row):
        at = {S.UPLOADED: 1, S.RUNNING: 2, S.FAILED: 2, S.DONE: 3}[row.state]
        way = [(_("Uploaded"), row.at), (_("Checked"), None), (_("Imported"), row.finished_at)]
        return [
            (label, "done" if place < at else "now" if place == at else "next", moment(when) if when else "")
            for place, (label, when) in enumerate(way)
        ]

    def links(self, row):
        if row.state != S.DONE:
            return []
        return [(_("Totals by day and province"), f"{reverse('backoffice:channel-totals')}?channel={row.channel_id}", "chart"),
                (_("Its orders"), f"{counts.CHANNEL_ORDERS}?channel={row.channel_id}", "orders")]  # fmt: skip


def preview(row: ChannelFile) -> dict:
    """Columns in the order of the list."""
    seen, columns = importing.preview(row), sorted(row.columns.items(), key=lambda pair: pair[1])
    return {
        "seen": [(each, [each.cells[at] if at < len(each.cells) else "" for _field, at in columns]) for each in seen],
        "columns": [formats.LABELS[field] for field, _at in columns], "bad": sum(1 for each in seen if each.error),
    }  # fmt: skip


class FileUpload(FormPage):
    url = "channel-files/new/"
    name = "channel-file-new"
    title = _("Upload an order list")
    permission = "orders.import_channel"
    form_class = UploadForm
    back = FileDetail
    icon = "up"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def save(self, form, by):
        return importing.upload(form.cleaned_data["channel"], form.cleaned_data["file"], by=by)

    def done_message(self, row):
        return _("The list is recognised. Look at the first rows, then import it.")


class FileConfirm(ActionPage):
    url = "channel-files/<str:number>/import/"
    name = "channel-file-import"
    title = _("Import")
    permission = "orders.import_channel"
    model = ChannelFile
    lookup = "number"
    back = FileDetail
    icon = "check"
    move = "confirm"

    def get_queryset(self):
        return super().get_queryset().select_related("channel")

    def facts(self, row):
        return [(_("Channel"), row.channel.name), (_("Kind of list"), formats.by_code(row.platform).name), (_("File name"), row.name)]

    def perform(self, row, form, by):
        importing.confirm(row, by=by)
        return _("The import runs. Orders that are known already are skipped.")


FileList.actions.append(FileUpload)
FileDetail.actions.append(FileConfirm)
