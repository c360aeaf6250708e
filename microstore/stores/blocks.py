"""The blocks every store has: banner, notice, text, and the licence footer the law wants."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from microstore.core import files
from microstore.core.models import StoredFile
from microstore.stores.block_registry import BlockForm, block


def clean_link(value: str) -> str:
    """A place inside the store (``c/sleep/``, ``/c/sleep/``) or nothing. Links that leave the site are refused."""
    value = (value or "").strip()
    if "//" in value or ":" in value or "\\" in value:
        raise ValidationError(_("Use an address inside this store, such as c/sleep/."))
    return value.lstrip("/")


class BannerForm(BlockForm):
    eyebrow = forms.CharField(label=_("Small line above"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=40)
    text = forms.CharField(label=_("Text"), max_length=120, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    button = forms.CharField(label=_("Button"), max_length=16, required=False)
    link = forms.CharField(label=_("Button leads to"), max_length=200, required=False, help_text=_("An address inside this store."))
    picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP. Without one the drawn still life is shown.")
    )
    picture_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    picture_alt = forms.CharField(label=_("What the picture shows"), max_length=120, required=False)
    scanned = ("title", "eyebrow", "text", "button", "picture_alt")

    def clean_link(self):
        return clean_link(self.cleaned_data["link"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("button") and not cleaned.get("link"):
            self.add_error("link", _("A button needs a place to lead to."))
        return cleaned

    def to_data(self, by):
        data = dict(self.cleaned_data)
        upload = data.pop("picture", None)
        if upload:
            data["picture_id"] = files.store_image(upload, kind="page", by=by).pk
        elif not StoredFile.objects.filter(pk=data.get("picture_id"), kind="page").exists():
            data["picture_id"] = None
        return data


class NoticeForm(BlockForm):
    text = forms.CharField(label=_("Notice"), max_length=120)
    link = forms.CharField(label=_("Leads to"), max_length=200, required=False, help_text=_("An address inside this store."))
    scanned = ("text",)

    def clean_link(self):
        return clean_link(self.cleaned_data["link"])


class TextForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=40)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    scanned = ("title", "text")


class LicenceFooterForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    scanned = ("title",)


@block("banner", _("Banner"), BannerForm, icon="image")
def banner(request, data) -> str:
    picture = StoredFile.objects.filter(pk=data["picture_id"], kind="page").first() if data.get("picture_id") else None
    return render_to_string("stores/storefront/blocks/banner.html", {"data": data, "picture": picture}, request)


@block("notice", _("Notice"), NoticeForm, icon="bell")
def notice(request, data) -> str:
    return render_to_string("stores/storefront/blocks/notice.html", {"data": data}, request)


@block("text", _("Text"), TextForm, icon="doc")
def text(request, data) -> str:
    return render_to_string("stores/storefront/blocks/text.html", {"data": data}, request)


@block("licence_footer", _("Licence footer"), LicenceFooterForm, icon="shield", stays=True)
def licence_footer(request, data) -> str:
    """Licences come from the licence table alone, never from text typed into a page (rule EC-01)."""
    licences = request.store.licences.in_force().order_by("kind")
    return render_to_string("stores/storefront/blocks/licence_footer.html", {"data": data, "licences": licences}, request)
