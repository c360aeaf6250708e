"""Products: the list, one product with its panels, and its forms."""
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice import panels as given
from catalog.filters import ProductFilter
from catalog.forms import ProductCreateForm, ProductForm, ShelfForm
from catalog.gate import origin
from catalog.gate import panels as gate
from catalog.models import Price, Product, ProductRevision
from catalog.selection.services import proposals
from catalog.services import products
from catalog.tables import ProductTable
from microstore.compliance import goods
from microstore.compliance.classes import ProductClass
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, FormPage, ListPage, Menu, Panel, View


def waiting(state):
    return lambda user: Product.objects.filter(state=state).count() or None


def with_newest(rows):
    """Annotate what the newest revision says, the base price and the number of shelves."""
    newest = ProductRevision.objects.filter(product=OuterRef("pk")).order_by("-number")
    price = Price.objects.in_force(clock.now()).filter(sku__product=OuterRef("pk"), store=None).order_by("sku__position", "-valid_from")
    return rows.annotate(
        newest_number=Subquery(newest.values("approval_number")[:1]), newest_state=Subquery(newest.values("state")[:1]),
        newest_verdict=Subquery(newest.values("verdict")[:1]), newest_completeness=Subquery(newest.values("completeness")[:1]),
        price_fen=Subquery(price.values("amount_fen")[:1]), shelf_count=Count("listings", filter=Q(listings__is_on=True)),
    ).select_related("category", "brand", "supplier", "owner")


class ProductList(ListPage):
    url = "catalog/products/"
    name = "products"
    title = _("Products")
    permission = "catalog.view_product"
    menu = Menu(Department.PRODUCT, icon="bottle", position=10, count=waiting(Product.State.INFO_REVIEW))
    model = Product
    table_class = ProductTable
    filterset_class = ProductFilter
    search_fields = ("name", "=code", "live_revision__approval_number", "^skus__code", "=skus__barcode")
    search_hint = _("Name, number, SKU or barcode")
    keyset = ("-pk",)
    export_name = "products"
    views = [
        View("to_complete", _("To complete"), "complete=no"),
        View("drafts", _("Open drafts"), "pending=yes"),
        View("in_review", _("In review"), "state=info_review", count=waiting(Product.State.INFO_REVIEW)),
        View("ready", _("Ready to list"), "state=ready", count=waiting(Product.State.READY)),
        View("listed", _("Listed"), "state=listed"),
        View("suspended", _("Suspended"), "state=suspended", count=waiting(Product.State.SUSPENDED)),
        View("mine", _("My products"), "mine=yes"),
    ]
    empty_text = _("Create the first product, or load the demo.")

    def get_queryset(self):
        return with_newest(super().get_queryset())

    def searched(self, rows, text):
        return super().searched(rows, text).distinct() if text else rows


class ProductDetail(DetailPage):
    url = "catalog/products/<str:code>/"
    name = "product"
    title = _("Product")
    permission = "catalog.view_product"
    model = Product
    lookup = "code"
    list_name = "products"
    panels = [
        Panel("catalog/backoffice/_scan.html", _("What the scan says"), context=given.scan),
        Panel("catalog/backoffice/_changes.html", _("What changes"), context=given.changes, is_shown=given.has_changes, is_flush=True),
        Panel("catalog/backoffice/_certificate.html", _("Beside the certificate"), context=gate.certificate, is_shown=gate.is_certified),
        Panel("catalog/backoffice/_facts.html", _("What customers read"), context=given.facts),
        Panel("catalog/backoffice/_skus.html", _("Pack sizes and prices"), context=given.skus, is_flush=True),
        Panel("catalog/backoffice/_listings.html", _("Stores"), context=given.listings, is_flush=True),
        Panel("catalog/backoffice/_pictures.html", _("Pictures"), context=given.pictures),
    ]
    side = [
        Panel("catalog/backoffice/_completeness.html", "", context=gate.completeness),
        Panel("catalog/backoffice/_ticks.html", _("Confirmed by two departments"), context=gate.ticks, is_shown=gate.has_pending),
        Panel("catalog/backoffice/_shelf.html", _("Place in the shop")),
        Panel("catalog/backoffice/_class.html", _("What its class means"), context=gate.class_rules),
        Panel("catalog/backoffice/_revisions.html", _("Revisions"), context=gate.revisions),
    ]

    def get_queryset(self):
        rows = super().get_queryset().select_related("live_revision", "category", "brand", "supplier", "owner")
        return rows.prefetch_related("skus", "updates")

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return row.code

    def steps(self, row):
        """The way of a product, up to where it is."""
        way = [row.State.PREPARING, row.State.INFO_REVIEW, row.State.READY, row.State.LISTED]
        if row.state not in way:
            return [*((state.label, "done", "") for state in way), (row.get_state_display(), "now", "")]
        at = way.index(row.state)
        return [(state.label, "done" if place < at else "now" if place == at else "next", "") for place, state in enumerate(way)]


class ProductCreate(FormPage):
    url = "catalog/products/new/"
    name = "product-new"
    title = _("New product")
    permission = "catalog.add_product"
    form_class = ProductCreateForm
    template = "catalog/backoffice/product_new.html"
    model = Product
    back = ProductDetail

    def chosen(self) -> str:
        """The class whose fields the form shows: named in the address, or typed in."""
        asked = self.request.POST.get("product_class") or self.request.GET.get("class") or getattr(self.selected(), "product_class", "")
        return asked if asked in goods.ALL and asked not in goods.BUNDLES else str(ProductClass.HEALTH_FOOD)

    def selected(self):
        """What of the approved list this page was opened for, if anything."""
        number = self.request.GET.get("proposal", "")
        return origin.selected().select_related("category", "brand", "supplier").filter(number=number).first() if number else None

    def form_kwargs(self, row):
        return {"product_class": self.chosen()}

    def initial(self, row):
        chosen = self.selected()
        known = {"proposal": chosen, "spec": chosen.spec} | proposals.page_of(chosen) | proposals.shelf_of(chosen) if chosen else {}
        return known | {"product_class": self.chosen()}

    def warnings(self, row):
        rules = goods.of(self.chosen())
        bare = [] if origin.selected().exists() else [gettext("Nothing on the approved list waits for its product: propose it first.")]
        return [*bare, *([] if rules.is_sold else [rules.why_not_sold])]

    def classes(self) -> list[tuple[str, str, bool]]:
        """Each class, its form and whether it is this one."""
        return [(rules.label, f"?class={code}", code == self.chosen()) for code, rules in goods.ALL.items() if not rules.is_bundle]

    def save(self, form, by):
        return proposals.make_product(form.cleaned_data["proposal"], facts=form.facts(), shelf=form.shelf(by), sku=form.pack(), by=by)

    def done_message(self, row):
        return gettext("%(product)s is in preparation. See what is still missing.") % {"product": row}


class ProductEdit(FormPage):
    """Writes the draft; the live copy stays as it is until the draft is approved."""
    url = "catalog/products/<str:code>/edit/"
    name = "product-edit"
    title = _("Edit")
    permission = "catalog.change_product"
    tone = "plain"
    icon = "edit"
    form_class = ProductForm
    model = Product
    lookup = "code"
    back = ProductDetail

    def form_kwargs(self, row):
        return {"instance": row.newest_revision, "product_class": row.product_class}

    def warnings(self, row):
        return [gettext("Customers go on reading the live copy until this draft is approved.")] if row.live_revision_id else []

    def save(self, form, by):
        products.edit(self.row, facts=form.facts(), by=by)
        return self.row

    def done_message(self, row):
        return gettext("Draft of %(product)s saved.") % {"product": row}


class ProductPlace(FormPage):
    url = "catalog/products/<str:code>/place/"
    name = "product-place"
    title = _("Place in the shop")
    tone = "plain"
    icon = "layers"
    permission = "catalog.change_product"
    form_class = ShelfForm
    model = Product
    lookup = "code"
    back = ProductDetail

    def save(self, form, by):
        return products.place(Product.objects.get(pk=self.row.pk), shelf=form.cleaned_data, by=by)


ProductList.actions.append(ProductCreate)
