"""Updates of goods on the shelf: which pack ships, what is left of the old one by batch, and who was told."""

from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from catalog.models import Product, ProductUpdate
from catalog.updates import acts, packs
from catalog.updates.forms import PlanForm, UpdateForm
from catalog.updates.tables import UpdateFilter, UpdateTable
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Panel, ReasonForm, View

State = ProductUpdate.State


def running(product) -> ProductUpdate | None:
    return next((update for update in product.updates.all() if update.state == State.SELLING), None)


class UpdateList(ListPage):
    url = "catalog/updates/"
    name = "product-updates"
    title = _("Product updates")
    permission = "catalog.view_productupdate"
    menu = Menu(Department.PRODUCT, icon="swap", position=18)
    model = ProductUpdate
    table_class = UpdateTable
    filterset_class = UpdateFilter
    search_fields = ("=product__code", "product__name")
    search_hint = _("Product number or name")
    keyset = ("-opened_at", "-pk")
    export_name = "product-updates"
    views = [View("selling", _("Old pack sells through"), "state=selling"), View("late", _("Planned day passed"), "late=true")]
    empty_text = _("When style, function or packaging of goods on the shelf changes, open the update on the product's page.")

    def get_queryset(self):
        return super().get_queryset().select_related("product", "opened_by")


def lots_of(request, row) -> dict:
    """While the old pack sells through, what inventory holds; afterwards nothing is left to say."""
    return {"packs": packs.of(row) if row.state == State.SELLING else None}


def page_of(request, row) -> dict:
    """Whether the page of the goods shows the new pack, and what is on its way to it."""
    revision = row.product.pending_revision
    is_shown = row.has_new_pictures(row.product.live_revision)
    return {"is_shown": is_shown, "pending": revision, "is_pictured": revision is not None and row.has_new_pictures(revision)}


class UpdateDetail(DetailPage):
    url = "catalog/updates/<int:pk>/"
    name = "product-update"
    title = _("Product update")
    permission = "catalog.view_productupdate"
    model = ProductUpdate
    list_name = "product-updates"
    panels = [
        Panel("catalog/backoffice/updates/_change.html", _("What is updated"), context=page_of),
        Panel("catalog/backoffice/updates/_packs.html", _("What is left, by batch"), context=lots_of),
    ]
    side = [Panel("catalog/backoffice/updates/_facts.html", _("Update"))]

    def get_queryset(self):
        return super().get_queryset().select_related("product__live_revision", "sku", "opened_by")

    def heading(self, row):
        return row.product.name

    def subheading(self, row):
        return f"{row.product.code} · {row.get_kind_display()}"

    def steps(self, row):
        if row.state == State.DROPPED:
            return [(State.SELLING.label, "done", ""), (State.DROPPED.label, "now", "")]
        has_ended, was_told = row.state == State.SHIPPED, row.told_at is not None
        return [
            (State.SELLING.label, "done" if has_ended else "now", ""), (State.SHIPPED.label, "done" if has_ended else "next", ""),
            (_("Customers told"), "done" if was_told else "now" if has_ended else "next", "")]


class UpdateOpen(ActionPage):
    url = "catalog/products/<str:code>/update/"
    name = "product-update-open"
    title = _("Open an update")
    permission = "catalog.add_productupdate"
    model = Product
    lookup = "code"
    back = ProductDetail
    form_class = UpdateForm
    tone = "plain"
    icon = "swap"

    def is_open(self, row, user):
        return row.state in (Product.State.LISTED, Product.State.SUSPENDED) and not running(row)

    def form_kwargs(self, row):
        return {"row": row}

    def perform(self, row, form, by):
        said = form.cleaned_data
        acts.begin(row, acts.Change(said["kind"], said["reason"], said["planned_on"], said["made_from"], said["sku"]), by=by)
        return _("Opened. Batches made before are sold first; the next page needs a picture of the new pack.")


class OfUpdate(ActionPage):
    model = ProductUpdate
    back = UpdateDetail
    permission = "catalog.change_productupdate"


class UpdateReplan(OfUpdate):
    url = "catalog/updates/<int:pk>/plan/"
    name = "product-update-plan"
    title = _("Plan the update anew")
    form_class = PlanForm
    icon = "cal"

    def is_open(self, row, user):
        return row.state == State.SELLING

    def initial(self, row):
        return {"planned_on": row.planned_on, "made_from": row.made_from}

    def perform(self, row, form, by):
        acts.replan(row, by=by, **form.cleaned_data)
        return _("Planned anew.")


class UpdateDrop(OfUpdate):
    url = "catalog/updates/<int:pk>/drop/"
    name = "product-update-drop"
    title = _("Give up")
    form_class = ReasonForm
    move = "drop"
    tone = "plain"

    def perform(self, row, form, by):
        acts.drop(row, reason=form.cleaned_data["reason"], by=by)
        return _("Given up. The goods stay as they are.")


UpdateDetail.actions += [UpdateReplan, UpdateDrop]
ProductDetail.actions.append(UpdateOpen)
ProductDetail.side.append(
    Panel(
        "catalog/backoffice/updates/_running.html", _("Update"), permission="catalog.view_productupdate",
        is_shown=lambda row: running(row) is not None, context=lambda request, row: {"update": running(row)},
    )  # fmt: skip
)
