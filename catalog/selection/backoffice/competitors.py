"""Competitors: who they are and what they sell (duty P3)."""
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from catalog.models import Competitor
from catalog.selection.forms import CompetitorForm
from catalog.selection.tables import CompetitorFilter, CompetitorTable
from microstore.core import changes
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, FormPage, ListPage, Menu, Panel, View

SHOWN = 50


class CompetitorList(ListPage):
    url = "catalog/competitors/"
    name = "competitors"
    title = _("Competitors")
    permission = "catalog.view_competitor"
    menu = Menu(Department.PRODUCT, icon="eye", position=42)
    model = Competitor
    table_class = CompetitorTable
    filterset_class = CompetitorFilter
    search_fields = ("name", "platform")
    search_hint = _("Name or platform")
    keyset = ("name", "pk")
    export_name = "competitors"
    views = [View("watched", _("Watched"), "is_active=true")]
    empty_text = _("Record who else sells what we sell; then note the prices you see.")

    def get_queryset(self):
        return super().get_queryset().annotate(product_count=Count("products"), newest_on=Max("products__newest_on"))


def products_of(request, row) -> dict:
    rows = row.products.select_related("sku__product").order_by("-newest_on", "-pk")
    return {"rivals": rows[:SHOWN]}


class CompetitorDetail(DetailPage):
    url = "catalog/competitors/<int:pk>/"
    name = "competitor"
    title = _("Competing shop")
    permission = "catalog.view_competitor"
    model = Competitor
    list_name = "competitors"
    panels = [Panel("catalog/selection/_rivals.html", _("Products"), context=products_of, is_flush=True)]
    side = [Panel("catalog/selection/_competitor.html", _("Competing shop"))]

    def subheading(self, row):
        return row.platform


class CompetitorNew(FormPage):
    url = "catalog/competitors/new/"
    name = "competitor-new"
    title = _("New competitor")
    permission = "catalog.add_competitor"
    form_class = CompetitorForm
    model = Competitor
    back = CompetitorDetail

    def save(self, form, by):
        return changes.save(form.instance, by=by)


class CompetitorEdit(FormPage):
    url = "catalog/competitors/<int:pk>/edit/"
    name = "competitor-edit"
    title = _("Edit competitor")
    permission = "catalog.change_competitor"
    form_class = CompetitorForm
    model = Competitor
    back = CompetitorDetail
    tone = "plain"
    icon = "edit"

    def save(self, form, by):
        return changes.save(form.instance, by=by)


CompetitorList.actions.append(CompetitorNew)
CompetitorDetail.actions.append(CompetitorEdit)
