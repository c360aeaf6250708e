"""For administrators: master data editable, everything with a state read-only."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Listing, Price, Product, ProductRevision, Sku, Supplier
from microstore.core.administration import Kept, ReadOnly, Recorded
from microstore.core.pages.wording import yuan
from microstore.stores.scope import StoreScopedAdmin


@admin.register(Category)
class CategoryAdmin(Recorded, Kept, admin.ModelAdmin):
    list_display = ["name", "parent", "slug", "position"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]


@admin.register(Brand)
class BrandAdmin(Recorded, Kept, admin.ModelAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug"]


@admin.register(Supplier)
class SupplierAdmin(Recorded, Kept, admin.ModelAdmin):
    list_display = ["code", "name", "state"]
    list_filter = ["state"]
    search_fields = ["code", "name"]


@admin.register(Product)
class ProductAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name", "state", "category", "brand"]
    list_filter = ["state", "product_class"]
    list_select_related = ["category", "brand"]
    search_fields = ["code", "name"]
    exclude = ["search"]


@admin.register(ProductRevision)
class ProductRevisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "number", "state", "approval_number", "verdict", "completeness"]
    list_filter = ["state", "verdict"]
    search_fields = ["title", "approval_number"]


@admin.register(Sku)
class SkuAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "product", "spec", "barcode", "in_stock", "is_active"]
    list_select_related = ["product"]
    search_fields = ["code", "barcode"]


@admin.register(Price)
class PriceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["sku", "store", "amount_fen", "valid_from", "valid_until", "set_by"]
    list_select_related = ["sku", "store", "set_by"]
    search_fields = ["sku__code"]


@admin.register(Listing)
class ListingAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["called", "store", "is_on", "price", "in_stock"]
    list_filter = ["is_on"]
    list_select_related = ["store"]
    search_fields = ["title"]

    @admin.display(description=_("Title"), ordering="title")
    def called(self, row):
        return row.title

    @admin.display(description=_("Price"), ordering="price_fen")
    def price(self, row):
        return yuan(row.price_fen)
