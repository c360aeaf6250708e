"""Suppliers: the list, one supplier with papers, score and products, and its form."""
from django.db.models import Count, Min, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Supplier, SupplierLicence, SupplierTally
from catalog.suppliers import norms
from catalog.suppliers.forms import SupplierForm
from catalog.suppliers.services import scores, tallies
from catalog.suppliers.tables import SupplierFilter, SupplierTable
from microstore.core import changes
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, FormPage, ListPage, Menu, Panel, View

SHOWN = 20


def candidates(user):
    return Supplier.objects.filter(state=Supplier.State.CANDIDATE).count() or None


class SupplierList(ListPage):
    url = "catalog/suppliers/"
    name = "suppliers"
    title = _("Suppliers")
    permission = "catalog.view_supplier"
    menu = Menu(Department.PRODUCT, icon="truck", position=80, count=candidates)
    model = Supplier
    table_class = SupplierTable
    filterset_class = SupplierFilter
    search_fields = ("name", "^code", "contact", "licences__number")
    search_hint = _("Name, number or licence")
    keyset = ("code", "pk")
    export_name = "suppliers"
    views = [
        View("candidates", _("Candidates"), "state=candidate", count=candidates),
        View("qualified", _("Qualified"), "state=qualified"),
        View("suspended", _("Suspended supplier"), "state=suspended"),
        View("ending", _("Licence ends soon"), "ending=true"),
        View("low", _("Low score"), "low=true"),
    ]
    empty_text = _("Add a supplier, record its licences, and ask quality to qualify it.")

    def get_queryset(self):
        ends = SupplierLicence.objects.in_force().filter(supplier=OuterRef("pk")).order_by().values("supplier")
        products = Product.objects.filter(supplier=OuterRef("pk")).order_by().values("supplier")
        return scores.with_score(super().get_queryset()).annotate(
            ends_on=Subquery(ends.annotate(first=Min("valid_until")).values("first")),
            product_count=Subquery(products.annotate(count=Count("pk")).values("count")))

    def searched(self, rows, text):
        return super().searched(rows, text).distinct() if text else rows


def papers_of(request, row) -> dict:
    return {
        "licences": row.licences.select_related("verified_by", "recorded_by", "scan").order_by("kind", "-valid_until"),
        "may_verify": request.user.has_perm("catalog.verify_supplierlicence"), "user": request.user}


def score_of(request, row) -> dict:
    return {"score": scores.of(row), "days": norms.SCORE_DAYS.value, "floor": norms.SCORE_FLOOR.value}


def products_of(request, row) -> dict:
    rows = row.products.order_by("-pk")
    return {"products": rows[:SHOWN], "more": rows.count() - SHOWN}


def incidents_of(request, row) -> dict:
    """What went wrong lately."""
    wrong = row.tallies.exclude(kind=SupplierTally.Kind.DELIVERED).filter(day__gte=tallies.since()).select_related("product")
    return {"rows": wrong[:SHOWN]}


class SupplierDetail(DetailPage):
    url = "catalog/suppliers/<str:code>/"
    name = "supplier"
    title = _("Supplier")
    permission = "catalog.view_supplier"
    model = Supplier
    lookup = "code"
    list_name = "suppliers"
    panels = [
        Panel("catalog/suppliers/_licences.html", _("Licences"), context=papers_of, is_flush=True),
        Panel("catalog/suppliers/_incidents.html", _("What went wrong"), context=incidents_of, is_flush=True),
        Panel("catalog/suppliers/_products.html", _("Products"), context=products_of, is_flush=True),
    ]
    side = [
        Panel("catalog/suppliers/_score.html", _("Score"), context=score_of),
        Panel("catalog/suppliers/_contact.html", _("Contact")),
    ]

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return f"{row.code} · {row.state_reason}" if row.state_reason else row.code

    def steps(self, row):
        state = Supplier.State
        if row.state == state.SUSPENDED:
            return [(state.CANDIDATE.label, "done", ""), (state.QUALIFIED.label, "done", ""), (state.SUSPENDED.label, "now", "")]
        is_in = row.state == state.QUALIFIED
        return [(state.CANDIDATE.label, "done" if is_in else "now", ""), (state.QUALIFIED.label, "now" if is_in else "next", "")]


class SupplierNew(FormPage):
    url = "catalog/suppliers/new/"
    name = "supplier-new"
    title = _("New supplier")
    permission = "catalog.add_supplier"
    form_class = SupplierForm
    model = Supplier
    back = SupplierDetail

    def save(self, form, by):
        return changes.save(form.instance, by=by)


class SupplierEdit(FormPage):
    url = "catalog/suppliers/<str:code>/edit/"
    name = "supplier-edit"
    title = _("Edit supplier")
    permission = "catalog.change_supplier"
    form_class = SupplierForm
    model = Supplier
    lookup = "code"
    back = SupplierDetail
    tone = "plain"
    icon = "edit"

    def save(self, form, by):
        return changes.save(form.instance, by=by)


SupplierList.actions.append(SupplierNew)
