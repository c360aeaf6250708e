"""Products of competitors: the price curve, what was seen, and which of ours they stand against (duties P3, P6)."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from catalog.models import CompetitorProduct
from catalog.selection.backoffice.competitors import CompetitorDetail
from catalog.selection.forms import LinkForm, LookForm, RivalForm
from catalog.selection.services import gap, gaps, history, market
from catalog.selection.tables import RivalFilter, RivalTable
from microstore.core import changes
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, View

SHOWN = 30


class RivalList(ListPage):
    url = "catalog/rivals/"
    name = "rivals"
    title = _("Competitors' products")
    permission = "catalog.view_competitorproduct"
    menu = Menu(Department.PRODUCT, icon="chart", position=43)
    model = CompetitorProduct
    table_class = RivalTable
    filterset_class = RivalFilter
    search_fields = ("name", "competitor__name", "=sku__code", "sku__product__name")
    search_hint = _("Product, competitor or our SKU")
    keyset = ("-pk",)
    export_name = "competitor-products"
    views = [View("linked", _("Compared with ours"), "linked=true"), View("unlinked", _("Not compared yet"), "linked=false")]
    empty_text = _("Note a price that you see: the product is recorded with it.")

    def get_queryset(self):
        return super().get_queryset().select_related("competitor", "sku__product")


def curve(request, row) -> dict:
    return {"chart": history.of_rival(row)}


def looks(request, row) -> dict:
    return {"rows": row.observations.select_related("by", "screenshot").order_by("-seen_on", "-pk")[:SHOWN]}


def comparison(request, row) -> dict:
    return {"gap": gap(row.sku) if row.sku else None}


class RivalDetail(DetailPage):
    url = "catalog/rivals/<int:pk>/"
    name = "rival"
    title = _("Competitor's product")
    permission = "catalog.view_competitorproduct"
    model = CompetitorProduct
    list_name = "rivals"
    panels = [
        Panel("catalog/selection/_curve.html", _("Price curve"), context=curve),
        Panel("catalog/selection/_looks.html", _("Prices seen"), context=looks, is_flush=True),
    ]
    side = [
        Panel("catalog/selection/_rival.html", _("Product")),
        Panel("catalog/selection/_gap.html", _("Against ours"), context=comparison),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("competitor", "sku__product")

    def subheading(self, row):
        return str(row.competitor)


class RivalNew(FormPage):
    url = "catalog/rivals/new/"
    name = "rival-new"
    title = _("New product of a competitor")
    permission = "catalog.add_competitorproduct"
    form_class = RivalForm
    model = CompetitorProduct
    back = RivalDetail

    def save(self, form, by):
        return changes.save(form.instance, by=by)


class RivalEdit(FormPage):
    url = "catalog/rivals/<int:pk>/edit/"
    name = "rival-edit"
    title = _("Edit the product")
    permission = "catalog.change_competitorproduct"
    form_class = RivalForm
    model = CompetitorProduct
    back = RivalDetail
    tone = "plain"
    icon = "edit"

    def save(self, form, by):
        return changes.save(form.instance, by=by)


class RivalLook(ActionPage):
    """What its price is today."""

    url = "catalog/rivals/<int:pk>/look/"
    name = "rival-look"
    title = _("Note a price")
    permission = "catalog.add_priceobservation"
    form_class = LookForm
    model = CompetitorProduct
    back = RivalDetail
    icon = "plus"

    def initial(self, row):
        return {"url": row.url}

    def perform(self, row, form, by):
        market.observe(row, **form.seen(), by=by)
        return gettext("Kept.")


class RivalLink(ActionPage):
    url = "catalog/rivals/<int:pk>/link/"
    name = "rival-link"
    title = _("Compare with ours")
    permission = "catalog.change_competitorproduct"
    form_class = LinkForm
    model = CompetitorProduct
    back = RivalDetail
    tone = "plain"
    icon = "link"

    def initial(self, row):
        return {"sku": row.sku.code if row.sku else ""}

    def perform(self, row, form, by):
        sku = form.cleaned_data["sku"]
        market.link(row, sku, by=by)
        return gettext("Compared with %(sku)s.") % {"sku": sku} if sku else gettext("No longer compared.")


RivalList.actions.append(RivalNew)
RivalDetail.actions += [RivalLook, RivalLink, RivalEdit]
CompetitorDetail.actions.insert(0, RivalNew)


def of_product(request, row) -> dict:
    """Every pack size of a product of ours against its competitors."""
    skus = list(row.skus.all())
    found = gaps([sku.pk for sku in skus])
    return {"gaps": [(sku, found[sku.pk]) for sku in skus if sku.pk in found]}


def has_rivals(row) -> bool:
    return CompetitorProduct.objects.filter(sku__product=row).exists()


ProductDetail.side.append(
    Panel("catalog/selection/_product_gaps.html", _("Competitors"), context=of_product, is_shown=has_rivals,
          permission="catalog.view_competitorproduct"))
