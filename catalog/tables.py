"""The shapes of the lists of product management."""
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Listing, Product, Sku
from microstore.core.pages import Column, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn


class ProductTable(tables.Table):
    name = LinkColumn("product", verbose_name=_("Name"))
    code = Column(verbose_name=_("Number"))
    approval_number = Column(accessor="newest_number", verbose_name=_("Approval number"))
    state = StatusColumn(orderable=True, verbose_name=_("State"))
    verdict = Column(accessor="newest_verdict", verbose_name=_("Scan"))
    completeness = NumberColumn(accessor="newest_completeness", verbose_name=_("Complete"))
    price = MoneyColumn(accessor="price_fen", verbose_name=_("Base price"))
    shelves = NumberColumn(accessor="shelf_count", verbose_name=_("Stores"))
    category = Column(order_by=("category__position",), verbose_name=_("Category"))
    brand = Column(order_by=("brand__name",), verbose_name=_("Brand"))

    class Meta:
        model = Product
        fields = ("name", "code", "approval_number", "state", "verdict", "completeness", "price", "shelves", "category", "brand")

    def render_completeness(self, value):
        return f"{value} %"

    def render_verdict(self, value):
        return verdict_badge(value)


VERDICTS = {"pass": (_("Clean"), "ok"), "review": (_("Needs evidence"), "warn"), "warn": (_("Needs a reason"), "warn"),
            "block": (_("Blocked"), "danger")}


def verdict_badge(level):
    label, tone = VERDICTS.get(level, (level, "neutral"))
    return format_html('<span class="st st-{}">{}</span>', tone, label)


class ListingTable(tables.Table):
    title = LinkColumn("product", of="product", verbose_name=_("Product"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"))
    is_on = Column(verbose_name=_("On the shelf"))
    spec = Column(verbose_name=_("Specification"), orderable=False)
    price_fen = MoneyColumn(verbose_name=_("Price"))
    list_fen = MoneyColumn(verbose_name=_("List price"))
    in_stock = Column(verbose_name=_("In stock"))
    listed_at = TimeColumn(verbose_name=_("Since"))

    class Meta:
        model = Listing
        fields = ("title", "store", "is_on", "spec", "price_fen", "list_fen", "in_stock", "listed_at")

    def render_is_on(self, value):
        return _("Yes") if value else _("No")

    render_in_stock = render_is_on


class SkuTable(tables.Table):
    code = LinkColumn("sku-edit", verbose_name=_("SKU number"))
    product = Column(accessor="product__name", verbose_name=_("Product"))
    spec = Column(verbose_name=_("Specification"))
    barcode = Column(verbose_name=_("Barcode"))
    weight_grams = NumberColumn(verbose_name=_("Grams"))
    shelf_life_months = NumberColumn(verbose_name=_("Months"))
    in_stock = Column(verbose_name=_("In stock"))
    is_active = Column(verbose_name=_("Active"))

    class Meta:
        model = Sku
        fields = ("code", "product", "spec", "barcode", "weight_grams", "shelf_life_months", "in_stock", "is_active")

    def render_in_stock(self, value):
        return _("Yes") if value else _("No")

    render_is_active = render_in_stock


class CategoryTable(tables.Table):
    name = LinkColumn("category-edit", verbose_name=_("Name"))
    name_en = Column(verbose_name=_("Name in English"))
    parent = Column(orderable=False, verbose_name=_("Above"))
    zone = Column(orderable=False, verbose_name=_("Kind of shelf"))
    slug = Column(verbose_name=_("Address"))
    position = NumberColumn(verbose_name=_("Position"))
    product_count = NumberColumn(verbose_name=_("Products"))

    class Meta:
        model = Category
        fields = ("name", "name_en", "parent", "zone", "slug", "position", "product_count")

    def render_parent(self, value):
        """The way from the top shelf."""
        return " / ".join(above.called for above in value.way)


class BrandTable(tables.Table):
    name = LinkColumn("brand-edit", verbose_name=_("Name"))
    slug = Column(verbose_name=_("Address"))
    position = NumberColumn(verbose_name=_("Position"))
    product_count = NumberColumn(verbose_name=_("Products"))

    class Meta:
        model = Brand
        fields = ("name", "slug", "position", "product_count")
