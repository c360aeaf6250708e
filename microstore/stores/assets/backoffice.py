"""The library in the back office: the list, the upload of many, one asset with its uses, and its acts."""

from django.contrib import messages
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core import files
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, ReasonForm, View
from microstore.core.pages import Page as OfficePage
from microstore.core.pages.acting import dressed
from microstore.core.pages.papers import hand_out
from microstore.core.pages.queues import Queue, declare_queue
from microstore.stores.assets import keeping, picking, uses
from microstore.stores.assets.filters import AssetFilter
from microstore.stores.assets.forms import AssetForm, ReplaceForm, UploadForm
from microstore.stores.assets.tables import AssetTable
from microstore.stores.models import Asset


def troubled_count(user):
    rows = Asset.objects.visible_to(user)
    return rows.ended().count() + rows.ending().count() or None


class AssetList(ListPage):
    url, name = "assets/", "assets"
    title = _("Asset library")
    permission = "stores.view_asset"
    menu = Menu(Department.MARKETING, icon="image", position=31, count=troubled_count)
    model = Asset
    table_class, filterset_class = AssetTable, AssetFilter
    views = [
        View("pictures", _("Pictures"), "kind=picture"),
        View("ending", _("Rights end soon"), "standing=ending"),
        View("ended", _("Rights ended"), "standing=ended"),
        View("unstated", _("Rights not stated"), "standing=unstated"),
    ]
    search_fields = ("title", "^number", "alt", "author")
    search_hint = _("Title, number, author or what it shows")
    keyset = ("-pk",)
    export_name = "assets"
    empty_text = _("Nothing yet. What is uploaded here is used on pages and products, with its rights.")

    def get_queryset(self):
        rows = super().get_queryset().select_related("file")
        return rows if self.asked.get("standing") == "retired" else rows.kept()


class AssetUpload(OfficePage):
    """Many files in one go. With scripts each goes by itself and shows how far it is."""

    url, name = "asset-uploads/", "asset-upload"
    title = _("Upload")
    permission = "stores.add_asset"
    model = Asset
    template = "stores/backoffice/upload.html"
    icon = "up"

    def crumbs(self, row=None):
        return [(AssetList.title, AssetList.get_url())]

    def get(self, request):
        return self.show(UploadForm(user=request.user, initial={"kind": Asset.Kind.PICTURE, "rights": Asset.Rights.OWN}))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.answer_refusal(form, next(iter(form.errors.values()))[0])
        try:
            with transaction.atomic():
                added = self.add_all(form)
        except Refused as refusal:
            form.add_error("files", str(refusal))
            return self.answer_refusal(form, str(refusal))
        return self.answer(added)

    def add_all(self, form) -> list[Asset]:
        facts, kind = form.facts(), form.cleaned_data["kind"]
        pairs = form.cleaned_data["pairs"]
        return [keeping.add(upload, kind=kind, by=self.request.user, title=alt[:80], alt=alt[:160], **facts) for upload, alt in pairs]

    def wants_json(self) -> bool:
        return self.request.headers.get("Accept", "").startswith("application/json")

    def answer(self, added):
        if self.wants_json():
            told = [{"title": one.title, "url": one.get_absolute_url(), "thumb": picking.thumb(one)} for one in added]
            return JsonResponse({"assets": told})
        messages.success(self.request, now("%(count)d added to the library.") % {"count": len(added)})
        return redirect(AssetList.get_url() if len(added) != 1 else added[0].get_absolute_url())

    def answer_refusal(self, form, sentence):
        return JsonResponse({"error": str(sentence)}, status=422) if self.wants_json() else self.show(form, status=422)

    def show(self, form, status=200):
        return self.draw(self.template, {"form": dressed(form)}, status=status)


def uses_of(request, row):
    return {"uses": uses.of(row)}


def versions_of(request, row):
    return {"versions": [(each, files.url_of(each.file, 160)) for each in row.versions.select_related("file", "by")]}


class AssetDetail(DetailPage):
    url, name = "assets/<str:number>/", "asset"
    title = _("Asset")
    permission = "stores.view_asset"
    model, lookup = Asset, "number"
    status_fields = ("standing",)
    panels = [
        Panel("stores/backoffice/_asset.html", _("File")),
        Panel("stores/backoffice/_uses.html", _("Where it is used"), context=uses_of, is_flush=True),
        Panel("stores/backoffice/_versions.html", _("Versions"), context=versions_of, is_flush=True),
    ]
    side = [Panel("stores/backoffice/_rights.html", _("Right to use"))]

    def get_queryset(self):
        return super().get_queryset().select_related("file", "captions", "licence", "store", "added_by")

    def subheading(self, row):
        return f"{row.number} · {row.get_kind_display()}"


class AssetEdit(FormPage):
    url, name = "assets/<str:number>/edit/", "asset-edit"
    title = _("Change the facts")
    permission = "stores.change_asset"
    model, lookup, form_class, back = Asset, "number", AssetForm, AssetDetail
    icon, tone = "edit", "plain"

    def form_kwargs(self, row):
        return {"user": self.request.user, "row": row}

    def initial(self, row):
        names = ("title", "alt", "author", "rights", "scope", "rights_note", "rights_until", "store")
        return {**{name: getattr(row, name) for name in names}, "tags": ", ".join(row.tags)}

    def save(self, form, by):
        return keeping.change(self.row, by=by, **form.facts())


class OfAsset(ActionPage):
    model, lookup, back = Asset, "number", AssetDetail


class AssetReplace(OfAsset):
    url, name = "assets/<str:number>/replace/", "asset-replace"
    title = _("Replace everywhere")
    permission = "stores.replace_asset"
    form_class, icon = ReplaceForm, "swap"

    def is_open(self, row, user):
        return not row.is_retired

    def facts(self, row):
        return [(now("Used in"), len(uses.of(row)))]

    def warnings(self, row):
        return [now("A draft is written in each place. Customers see the new file once each draft is approved.")]

    def perform(self, row, form, by):
        done = keeping.replace(row, form.cleaned_data["file"], reason=form.cleaned_data["reason"], by=by)
        left = [f"{each.use.where}: {each.trouble}" for each in done if each.trouble]
        said = now("Replaced in %(count)d drafts.") % {"count": len(done) - len(left)}
        return f"{said} {' '.join(left)}"


class AssetRetire(OfAsset):
    url, name = "assets/<str:number>/retire/", "asset-retire"
    title = _("Take out of the library")
    permission = "stores.change_asset"
    form_class, icon, tone = ReasonForm, "trash", "danger"

    def is_open(self, row, user):
        return not row.is_retired

    def perform(self, row, form, by):
        keeping.retire(row, reason=form.cleaned_data["reason"], by=by)
        return now("It is out of the library; what showed it in the past still does.")


class AssetBringBack(OfAsset):
    url, name = "assets/<str:number>/bring-back/", "asset-bring-back"
    title = _("Bring back")
    permission = "stores.change_asset"
    icon, tone = "undo", "plain"

    def is_open(self, row, user):
        return row.is_retired

    def perform(self, row, form, by):
        keeping.bring_back(row, by=by)
        return now("It is in the library again.")


class AssetPaper(OfficePage):
    """A document of the library or a licence paper, to colleagues alone."""

    url, name = "assets/<str:number>/paper/<slug:which>/", "asset-paper"
    title = _("Paper")
    permission = "stores.view_asset"
    model = Asset

    def get(self, request, number, which):
        row = self.get_queryset().filter(number=number).select_related("file", "licence").first()
        file = {"file": row.file, "licence": row.licence}.get(which) if row else None
        return hand_out(file if file is not None and file.is_private else None)


AssetList.actions.append(AssetUpload)
AssetDetail.actions += [AssetReplace, AssetEdit, AssetBringBack, AssetRetire]

declare_queue(
    Queue(
        "stores.rights", _("Rights to pictures that end"), "stores.replace_asset", troubled_count,
        lambda user: f"{AssetList.get_url()}?view=ended" if Asset.objects.visible_to(user).ended().exists() else
        f"{AssetList.get_url()}?view=ending",
        icon="image", act=_("Look at"), position=64, department=Department.MARKETING,
    )  # fmt: skip
)
