"""Off the shelf and why; pages to tune this week; what stands in for a product."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail, ProductList
from catalog.models import Product, Removal, TuningTask
from catalog.shelf import faulting, norms, removing, substitutes, tuning
from catalog.shelf.forms import ProposeForm, SubstitutesForm
from catalog.shelf.tables import RemovalFilter, RemovalTable, TuningFilter, TuningTable, percent
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, BulkAction, DetailPage, ListPage, Menu, Panel, Queue, ReasonForm, View, declare_queue


def open_of(user):
    return TuningTask.objects.filter(state=TuningTask.State.OPEN, owner=user).count() or None


class RemovalList(ListPage):
    url = "catalog/removals/"
    name = "removals"
    title = _("Goods to take off the shelf")
    permission = "catalog.view_removal"
    menu = Menu(Department.PRODUCT, icon="slash", position=17)
    model = Removal
    table_class = RemovalTable
    filterset_class = RemovalFilter
    search_fields = ("=product__code", "product__name")
    search_hint = _("Product number or name")
    keyset = ("-at", "-pk")
    export_name = "removals"
    views = [
        View("proposed", _("Waits for a decision"), "state=proposed"), View("off", _("Off the shelf"), "state=off"),
        View("safety", _("For safety"), "is_safety=true"),
    ]  # fmt: skip
    empty_text = _("What leaves the shelf by itself, or is proposed to, stands here with its reason.")

    def get_queryset(self):
        return super().get_queryset().select_related("product", "by")

    def url_of(self, row):
        return row.product.get_absolute_url()


class TuningList(ListPage):
    url = "catalog/tuning/"
    name = "tunings"
    title = _("Pages to tune")
    permission = "catalog.view_tuningtask"
    menu = Menu(Department.PRODUCT, icon="edit", position=16, count=open_of)
    model = TuningTask
    table_class = TuningTable
    filterset_class = TuningFilter
    search_fields = ("=product__code", "product__name")
    search_hint = _("Product number or name")
    keyset = ("-week", "-pk")
    export_name = "tuning"
    views = [View("open", _("To be looked at"), "state=open"), View("mine", _("Mine"), "mine=true&state=open")]
    empty_text = _("Each week the pages where a competitor moved or visitors turned away appear here.")

    def get_queryset(self):
        return super().get_queryset().select_related("product", "owner")


def numbers(request, row) -> dict:
    return {"before": percent(row.before_share), "after": percent(row.after_share)}


class TuningDetail(DetailPage):
    url = "catalog/tuning/<int:pk>/"
    name = "tuning"
    title = _("Page to tune")
    permission = "catalog.view_tuningtask"
    model = TuningTask
    panels = [Panel("catalog/backoffice/shelf/_tuning.html", _("Why"), context=numbers)]
    side = [Panel("catalog/backoffice/shelf/_tuning_facts.html", _("Task"))]

    def get_queryset(self):
        return super().get_queryset().select_related("product__live_revision", "owner", "ended_by")

    def heading(self, row):
        return row.product.name

    def subheading(self, row):
        return f"{row.product.code} · {row.week}"


class OfTuning(ActionPage):
    model = TuningTask
    back = TuningDetail
    permission = "catalog.end_tuningtask"
    form_class = ReasonForm


class TuningEnd(OfTuning):
    url = "catalog/tuning/<int:pk>/end/"
    name = "tuning-end"
    title = _("Page changed")
    move = "end"
    icon = "check"

    def perform(self, row, form, by):
        tuning.end(row, by=by, note=form.cleaned_data["reason"])
        return _("Noted. After seven days the numbers show what it did.")


class TuningKeep(OfTuning):
    url = "catalog/tuning/<int:pk>/keep/"
    name = "tuning-keep"
    title = _("Stays as it is")
    move = "keep"
    tone = "plain"

    def perform(self, row, form, by):
        tuning.keep(row, by=by, note=form.cleaned_data["reason"])
        return _("Noted.")


class RemovalPropose(ActionPage):
    url = "catalog/products/<str:code>/propose-delisting/"
    name = "product-propose-delisting"
    title = _("Propose to delist")
    permission = "catalog.add_removal"
    model = Product
    lookup = "code"
    back = ProductDetail
    form_class = ProposeForm
    tone = "plain"

    def is_open(self, row, user):
        return may_be_proposed(row)

    def perform(self, row, form, by):
        removing.propose(row, form.cleaned_data["why"], form.cleaned_data["reason"], by=by)
        return _("Proposed. A colleague decides.")


def may_be_proposed(product) -> bool:
    return product.is_open("delist") and not Removal.objects.filter(product=product, state__in=removing.OPEN).exists()


class ProposeMany(BulkAction):
    """Each is decided on its own."""

    code = "propose-delisting"
    title = _("Propose to delist")
    permission = "catalog.add_removal"
    form_class = ProposeForm
    icon = "slash"

    def refuse(self, row, user):
        return "" if may_be_proposed(row) else gettext("Not on a shelf, or proposed already.")

    def perform(self, row, form, by):
        removing.propose(row, form.cleaned_data["why"], form.cleaned_data["reason"], by=by)


class SubstitutesSet(ActionPage):
    url = "catalog/products/<str:code>/substitutes/"
    name = "product-substitutes"
    title = _("Substitutes")
    permission = "catalog.change_substitute"
    model = Product
    lookup = "code"
    back = ProductDetail
    form_class = SubstitutesForm
    tone = "plain"

    def form_kwargs(self, row):
        return {"row": row}

    def perform(self, row, form, by):
        substitutes.put(row, form.cleaned_data["codes"], by=by)
        return _("Shown from now on where this product is sold out or gone.")


def standing_in(request, row) -> dict:
    others = Product.objects.in_bulk(substitutes.said(row.pk))
    removals = list(row.removals.all())
    open_removal = next((removal for removal in removals if removal.state in removing.OPEN), None)
    return {
        "others": list(others.values()), "removal": open_removal, "faults": len(faulting.against(row, removals)),
        "days": norms.FAULT_DAYS.value, "limit": norms.FAULTS.value}


TuningDetail.actions += [TuningEnd, TuningKeep]
ProductDetail.actions += [RemovalPropose, SubstitutesSet]
ProductList.bulk.append(ProposeMany)
ProductDetail.side.append(Panel("catalog/backoffice/shelf/_standing_in.html", _("On the shelf"), context=standing_in))
declare_queue(
    Queue(
        "catalog.tuning", _("Pages to tune this week"), "catalog.end_tuningtask", open_of,
        lambda user: f"{TuningList.get_url()}?view=mine", icon="edit", act=_("Look at"), position=55, department=Department.PRODUCT,
    )  # fmt: skip
)
