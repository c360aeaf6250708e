"""What colleagues type about pictures, videos and papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.core import files
from microstore.core.pages import ReasonForm
from microstore.stores.models import Asset, Store

MOST_TAGS = 8


def tags_of(text: str) -> list[str]:
    """Words between commas or blanks, each once."""
    words = text.replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    return list(dict.fromkeys(word.strip()[:20] for word in words if word.strip()))[:MOST_TAGS]


class FactsForm(forms.Form):
    """What holds of one asset, or of many that are uploaded together."""

    tags = forms.CharField(label=_("Tags"), max_length=160, required=False, help_text=_("Words between commas: packshot, spring"))
    author = forms.CharField(label=_("Author or source"), max_length=120)
    rights = forms.ChoiceField(label=_("Right to use"), choices=Asset.Rights)
    scope = forms.ChoiceField(label=_("Where it may be used"), choices=Asset.Scope)
    rights_note = forms.CharField(label=_("Terms of the right"), max_length=200, required=False)
    rights_until = forms.DateField(
        label=_("Rights end on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day on which it may be shown. Empty: without end."),
    )  # fmt: skip
    licence = forms.FileField(label=_("Licence paper"), required=False, help_text=_("PDF or a scan; only colleagues see it."))
    store = forms.ModelChoiceField(Store.objects.none(), label=_("Store"), required=False, empty_label=_("The whole company"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["store"].queryset = Store.objects.visible_to(user)
        if not getattr(getattr(user, "staff", None), "sees_all_stores", user.is_superuser):
            self.fields["store"].required, self.fields["store"].empty_label = True, None

    def clean_tags(self):
        return tags_of(self.cleaned_data["tags"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("rights") == Asset.Rights.LICENSED and not cleaned.get("rights_until"):
            self.add_error("rights_until", _("A licensed picture needs the day on which the right ends."))
        return cleaned

    def facts(self) -> dict:
        """As the services take them, with the licence paper stored."""
        given = {name: self.cleaned_data[name] for name in ("tags", "author", "rights", "scope", "rights_note", "rights_until", "store")}
        if self.cleaned_data.get("licence"):
            given["licence"] = files.store_scan(self.cleaned_data["licence"], kind="asset", by=self.user)
        return given


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class ManyFilesField(forms.FileField):
    """Each file by itself; none at all is refused."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        return [super(ManyFilesField, self).clean(each, initial) for each in data or [None]]


class UploadForm(FactsForm):
    """Files of one kind, a line of words for each."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Asset.Kind)
    files = ManyFilesField(
        label=_("Files"), widget=ManyFiles(attrs={"multiple": True}),
        help_text=_("JPEG, PNG or WebP up to 10 MB; MP4 or WebM up to 60 MB; PDF or XLSX up to 20 MB."),
    )  # fmt: skip
    alts = forms.CharField(
        label=_("What each shows"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line for each file, in their order. It is read out to people who do not see the picture."),
    )  # fmt: skip
    field_order = ("kind", "files", "alts", "author", "rights", "rights_until", "scope", "rights_note", "licence", "tags", "store")

    def clean(self):
        cleaned = super().clean()
        lines = [line.strip() for line in cleaned.get("alts", "").splitlines() if line.strip()]
        uploads = cleaned.get("files") or []
        if uploads and cleaned.get("alts") and len(lines) != len(uploads):
            self.add_error("alts", _("%(files)d files, but %(lines)d lines.") % {"files": len(uploads), "lines": len(lines)})
        cleaned["pairs"] = list(zip(uploads, lines, strict=False))
        return cleaned


class AssetForm(FactsForm):
    """The facts of one asset."""

    title = forms.CharField(label=_("Title"), max_length=80)
    alt = forms.CharField(label=_("What it shows"), max_length=160, help_text=_("Read out to people who do not see it. It is scanned."))
    captions = forms.FileField(label=_("Captions"), required=False, help_text=_("WebVTT, for a video."))
    field_order = ("title", "alt", "captions", "author", "rights", "rights_until", "scope", "rights_note", "licence", "tags", "store")

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        if row.kind != Asset.Kind.VIDEO:
            del self.fields["captions"]

    def facts(self):
        given = {**super().facts(), "title": self.cleaned_data["title"], "alt": self.cleaned_data["alt"]}
        if self.cleaned_data.get("captions"):
            given["captions"] = files.store_captions(self.cleaned_data["captions"], kind="asset", by=self.user)
        return given


class ReplaceForm(ReasonForm):
    file = forms.FileField(label=_("New file"))
    field_order = ("file", "reason")
