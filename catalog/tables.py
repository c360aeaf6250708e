"""The shapes of the lists of product management."""
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Listing, Price, Product, Sku, Supplier
from microstore.core.pages import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.core.pages.wording import yuan


class ProductTable(tables.Table):
    name = LinkColumn("product")
    code = Column()
    approval_number = Column(accessor="newest_number", verbose_name=_("Approval number"))
    state = StatusColumn(orderable=True)
    verdict = Column(accessor="newest_verdict", verbose_name=_("Scan"))
    completeness = NumberColumn(accessor="newest_completeness", verbose_name=_("Complete"))
    price = MoneyColumn(accessor="price_fen", verbose_name=_("Base price"))
    shelves = NumberColumn(accessor="shelf_count", verbose_name=_("Stores"))
    category = Column(order_by=("category__position",))
    brand = Column(order_by=("brand__name",))
    supplier = Column(order_by=("supplier__code",))
    owner = Column(orderable=False)
    created_at = TimeColumn()

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
    title = LinkColumn(lambda row: row.product.get_absolute_url(), verbose_name=_("Product"))
    store = Column(order_by=("store__name",))
    is_on = Column(verbose_name=_("On the shelf"))
    spec = Column(verbose_name=_("Specification"), orderable=False)
    price_fen = MoneyColumn(verbose_name=_("Price"))
    list_fen = MoneyColumn(verbose_name=_("List price"))
    in_stock = Column(verbose_name=_("In stock"))
    listed_at = TimeColumn()
    delisted_at = TimeColumn()

    class Meta:
        model = Listing
        fields = ("title", "store", "is_on", "spec", "price_fen", "list_fen", "in_stock", "listed_at")

    def render_is_on(self, value):
        return _("Yes") if value else _("No")

    render_in_stock = render_is_on


class SkuTable(tables.Table):
    code = LinkColumn("sku-edit")
    product = Column(accessor="product.name", verbose_name=_("Product"))
    spec = Column()
    barcode = Column()
    weight_grams = NumberColumn()
    shelf_life_months = NumberColumn()
    in_stock = Column()
    is_active = Column()

    class Meta:
        model = Sku
        fields = ("code", "product", "spec", "barcode", "weight_grams", "shelf_life_months", "in_stock", "is_active")

    def render_in_stock(self, value):
        return _("Yes") if value else _("No")

    render_is_active = render_in_stock


class PriceTable(tables.Table):
    sku = LinkColumn(lambda row: row.sku.product.get_absolute_url(), accessor="sku.code", verbose_name=_("SKU"))
    product = Column(accessor="sku.product.name", verbose_name=_("Product"))
    store = Column(empty_values=(), verbose_name=_("Store"))
    amount_fen = MoneyColumn()
    list_fen = MoneyColumn()
    margin = Column(empty_values=(), verbose_name=_("Margin"), orderable=False)
    valid_from = TimeColumn()
    valid_until = TimeColumn()
    reason = Column(orderable=False)
    set_by = Column(orderable=False)

    class Meta:
        model = Price
        fields = ("sku", "product", "store", "amount_fen", "list_fen", "margin", "valid_from", "valid_until", "reason", "set_by")

    def render_store(self, record):
        return record.store or _("All stores")

    def render_margin(self, record):
        """What is left over the purchase cost."""
        cost = record.sku.cost_fen
        return f"{yuan(record.amount_fen - cost)} · {100 * (record.amount_fen - cost) // record.amount_fen} %" if cost is not None else "—"


class CategoryTable(tables.Table):
    name = LinkColumn("category-edit")
    parent = Column(orderable=False)
    slug = Column()
    position = NumberColumn()
    product_count = NumberColumn(verbose_name=_("Products"))

    class Meta:
        model = Category
        fields = ("name", "parent", "slug", "position", "product_count")


class BrandTable(tables.Table):
    name = LinkColumn("brand-edit")
    slug = Column()
    position = NumberColumn()
    product_count = NumberColumn(verbose_name=_("Products"))

    class Meta:
        model = Brand
        fields = ("name", "slug", "position", "product_count")


class SupplierTable(tables.Table):
    name = LinkColumn("supplier-edit")
    code = Column()
    licence_number = Column()
    licence_until = DateColumn()
    contact = Column(orderable=False)
    phone = Column(orderable=False)
    is_active = Column()
    product_count = NumberColumn(verbose_name=_("Products"))

    class Meta:
        model = Supplier
        fields = ("name", "code", "licence_number", "licence_until", "contact", "phone", "is_active", "product_count")

    def render_is_active(self, value):
        return _("Yes") if value else _("No")
