"""Blocks that show material of the library: banner, carousel, article, video."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from microstore.core.models import StoredFile
from microstore.stores import articles
from microstore.stores.assets import keeping, picking
from microstore.stores.block_registry import BlockForm, block
from microstore.stores.models import Asset
from microstore.stores.places import clean_link

SLIDES = range(1, 7)
UPLOADED = _("Uploaded in the page builder")


class BannerForm(BlockForm):
    eyebrow = forms.CharField(label=_("Small line above"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=40)
    text = forms.CharField(label=_("Text"), max_length=120, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    button = forms.CharField(label=_("Button"), max_length=16, required=False)
    link = forms.CharField(label=_("Button leads to"), max_length=200, required=False, help_text=_("An address inside this store."))
    asset = picking.AssetField()
    picture = forms.FileField(
        label=_("Or upload a picture"), required=False, help_text=_("JPEG, PNG or WebP. Without one the drawn still life is shown.")
    )
    picture_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    picture_alt = forms.CharField(
        label=_("What the picture shows"), max_length=120, required=False, help_text=_("Needed for an upload; the library knows its own.")
    )
    scanned = ("title", "eyebrow", "text", "button", "picture_alt")

    def clean_link(self):
        return clean_link(self.cleaned_data["link"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("button") and not cleaned.get("link"):
            self.add_error("link", _("A button needs a place to lead to."))
        if cleaned.get("picture") and not cleaned.get("picture_alt", "").strip():
            self.add_error("picture_alt", _("Say what it shows: people who do not see it are read this."))
        return cleaned

    def to_data(self, by):
        data = dict(self.cleaned_data)
        upload, asset = data.pop("picture", None), data.pop("asset", None)
        if upload:
            asset = into_library(upload, data["picture_alt"], by)
        if asset is not None:
            data |= picked(asset, "picture") | {"picture_alt": data["picture_alt"] or asset.alt}
        elif not StoredFile.objects.filter(pk=data.get("picture_id"), kind__in=("page", "asset")).exists():
            data["picture_id"] = None
        return data


def into_library(upload, alt: str, by) -> Asset:
    """What is uploaded beside a block stands in the library too; its rights have to be stated there."""
    return keeping.add(
        upload, kind=Asset.Kind.PICTURE, title=alt[:80], alt=alt, author=str(UPLOADED), rights=Asset.Rights.UNSTATED, by=by
    )


def picked(asset: Asset, name: str) -> dict:
    """What a block keeps of an asset: which one, and the file that was approved with the page."""
    return {"asset": asset.pk, f"{name}_id": asset.file_id}


def file_of(file_id):
    return StoredFile.objects.filter(pk=file_id, is_private=False).first() if file_id else None


def _slide(number: int) -> dict:
    return {
        f"asset{number}": picking.AssetField(label=format_lazy(_("Picture {number}"), number=number), required=number <= 2),
        f"caption{number}": forms.CharField(label=_("Line below it"), max_length=60, required=False),
        f"link{number}": forms.CharField(label=_("Leads to"), max_length=200, required=False),
        f"alt{number}": forms.CharField(label=_("What it shows"), required=False, widget=forms.HiddenInput),
    }


FIELDS = {name: field for number in SLIDES for name, field in _slide(number).items()}


class CarouselForm(type("Slides", (BlockForm,), FIELDS)):
    """Up to six pictures, moved by hand alone; each says what it shows."""

    title = forms.CharField(label=_("Title"), max_length=40, help_text=_("Read out as the name of the row of pictures."))
    scanned = ("title", *(f"{part}{number}" for number in SLIDES for part in ("caption", "alt")))
    field_order = ("title", *FIELDS)

    def clean(self):
        cleaned = super().clean()
        for number in SLIDES:
            try:
                cleaned[f"link{number}"] = clean_link(cleaned.get(f"link{number}", ""))
            except ValidationError as error:
                self.add_error(f"link{number}", error)
        return cleaned

    def to_data(self, by):
        """Slides without gaps, each with its words copied, so that they are scanned with the page."""
        given, data = self.cleaned_data, {"title": self.cleaned_data["title"], "slides": []}
        chosen = [number for number in SLIDES if given.get(f"asset{number}")]
        for place, number in enumerate(chosen, start=1):
            asset = given[f"asset{number}"]
            data |= {f"asset{place}": asset.pk, f"caption{place}": given[f"caption{number}"], f"alt{place}": asset.alt,
                     f"link{place}": given[f"link{number}"]}  # fmt: skip
            data["slides"].append({"picture_id": asset.file_id})
        return data


class ArticleForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=60)
    text = forms.CharField(
        label=_("Text"), max_length=6000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("An empty line begins a paragraph. ## heading, - list, 1. steps, > quotation, **strong**, [words](c/sleep/)."),
    )  # fmt: skip
    asset = picking.AssetField(label=_("Picture"))
    picture_alt = forms.CharField(label=_("What the picture shows"), required=False, widget=forms.HiddenInput)
    scanned = ("title", "text", "picture_alt")

    def clean_text(self):
        articles.require_links(self.cleaned_data["text"])
        return self.cleaned_data["text"]

    def to_data(self, by):
        data = dict(self.cleaned_data)
        asset = data.pop("asset", None)
        return data | (picked(asset, "picture") | {"picture_alt": asset.alt} if asset else {"picture_alt": ""})


class VideoForm(BlockForm):
    """A stored film, or a picture that leads to one on a host the shop allows. It never plays by itself."""

    title = forms.CharField(label=_("Title"), max_length=60)
    text = forms.CharField(label=_("Text"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    video = picking.AssetField(Asset.Kind.VIDEO, label=_("Film of the library"), help_text=_("With captions, added to it in the library."))
    poster = picking.AssetField(label=_("Picture before it plays"), required=True)
    link = forms.URLField(label=_("Or the film elsewhere"), required=False, assume_scheme="https")
    poster_alt = forms.CharField(label=_("What the picture shows"), required=False, widget=forms.HiddenInput)
    scanned = ("title", "text", "poster_alt")

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and (urlsplit(link).scheme != "https" or urlsplit(link).hostname not in settings.VIDEO_HOSTS):
            raise ValidationError(_("Films may lead to %(hosts)s.") % {"hosts": ", ".join(settings.VIDEO_HOSTS) or "–"})
        return link

    def clean(self):
        cleaned = super().clean()
        video = cleaned.get("video")
        if bool(video) == bool(cleaned.get("link")) and "link" not in self.errors:
            self.add_error("video", _("Choose a film of the library or give its address elsewhere, one of the two."))
        if video and video.captions_id is None:
            self.add_error("video", _("This film has no captions yet. Add them in the library."))
        return cleaned

    def to_data(self, by):
        given = self.cleaned_data
        video, poster = given["video"], given["poster"]
        data = {name: given[name] for name in ("title", "text", "link")}
        data |= {"poster": poster.pk, "poster_id": poster.file_id, "poster_alt": poster.alt}
        return data | ({"video": video.pk, "video_id": video.file_id, "captions_id": video.captions_id} if video else {})


@block("banner", _("Banner"), BannerForm, icon="image")
def banner(request, data) -> str:
    return render_to_string("stores/storefront/blocks/banner.html", {"data": data, "picture": file_of(data.get("picture_id"))}, request)


@block("carousel", _("Carousel"), CarouselForm, icon="layers")
def carousel(request, data) -> str:
    """One query for all pictures; what has no file any more is left out."""
    slides = data.get("slides") or []
    files = StoredFile.objects.filter(is_private=False).in_bulk([slide["picture_id"] for slide in slides])
    shown = [
        {"file": files[slide["picture_id"]], "caption": data.get(f"caption{place}", ""), "alt": data.get(f"alt{place}", ""),
         "link": data.get(f"link{place}", "")}
        for place, slide in enumerate(slides, start=1) if slide["picture_id"] in files
    ]  # fmt: skip
    return render_to_string("stores/storefront/blocks/carousel.html", {"data": data, "slides": shown}, request)


@block("article", _("Article"), ArticleForm, icon="note")
def article(request, data) -> str:
    given = {"data": data, "body": articles.draw(data["text"]), "picture": file_of(data.get("picture_id"))}
    return render_to_string("stores/storefront/blocks/article.html", given, request)


@block("video", _("Video"), VideoForm, icon="play")
def video(request, data) -> str:
    given = {"data": data, "film": file_of(data.get("video_id")), "poster": file_of(data.get("poster_id"))}
    given |= {"captions": file_of(data.get("captions_id")), "host": urlsplit(data.get("link") or "").hostname or ""}
    return render_to_string("stores/storefront/blocks/video.html", given, request)
