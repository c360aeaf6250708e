"""What people say about a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.imports import columns, uploading
from catalog.imports.kinds import class_of
from catalog.models import CatalogImport


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it holds"), choices=CatalogImport.Kind)
    file = forms.FileField(
        label=_("List"), help_text=_("XLSX, CSV or TSV in UTF-8, GBK, GB18030 or UTF-16, with headers in the first row, at most 200 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )  # fmt: skip

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm("catalog.import_price"):
            self.fields["kind"].choices = [pair for pair in CatalogImport.Kind.choices if pair[0] != "prices"]


class ColumnsForm(forms.Form):
    """One choice per column of the file; its first cells stand beside it."""

    def __init__(self, *args, row: CatalogImport, **kwargs):
        super().__init__(*args, **kwargs)
        self.row, kind = row, class_of(row.kind)
        choices = [("", _("— leave out —")), *((column.name, column.label) for column in kind.columns())]
        said = {at: name for name, at in row.columns.items()}
        for at, cells in enumerate(uploading.samples(row)):
            shown = " · ".join(cell[:30] for cell in cells if cell) or "—"
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=columns.name_of(row.headers, at), choices=choices, required=False, initial=said.get(at, ""), help_text=shown)
        if kind.is_reason_needed:
            self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=200, initial=row.reason)

    def clean(self):
        data = super().clean()
        said = {}
        for at in range(len(self.row.headers)):
            name = data.get(f"column_{at}")
            if name and name in said:
                self.add_error(f"column_{at}", _("Another column means this already."))
            elif name:
                said[name] = at
        data["said"] = said
        return data
