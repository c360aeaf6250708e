"""For administrators: master data editable, everything with a state read-only."""
from django.contrib import admin

from catalog.models import Brand, Category, Listing, Price, Product, ProductRevision, Sku, Supplier
from microstore.stores.scope import StoreScopedAdmin


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Kept(admin.ModelAdmin):
    """Products point here: change, never delete."""

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Category)
class CategoryAdmin(Kept):
    list_display = ["name", "parent", "slug", "position"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]


@admin.register(Brand)
class BrandAdmin(Kept):
    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug"]


@admin.register(Supplier)
class SupplierAdmin(Kept):
    list_display = ["code", "name", "licence_number", "licence_until", "is_active"]
    search_fields = ["code", "name", "licence_number"]


@admin.register(Product)
class ProductAdmin(ReadOnly):
    list_display = ["code", "name", "state", "category", "brand"]
    list_filter = ["state", "product_class"]
    list_select_related = ["category", "brand"]
    search_fields = ["code", "name"]
    exclude = ["search"]


@admin.register(ProductRevision)
class ProductRevisionAdmin(ReadOnly):
    list_display = ["title", "number", "state", "approval_number", "verdict", "completeness"]
    list_filter = ["state", "verdict"]
    search_fields = ["title", "approval_number"]


@admin.register(Sku)
class SkuAdmin(ReadOnly):
    list_display = ["code", "product", "spec", "barcode", "in_stock", "is_active"]
    list_select_related = ["product"]
    search_fields = ["code", "barcode"]


@admin.register(Price)
class PriceAdmin(ReadOnly):
    list_display = ["sku", "store", "amount_fen", "valid_from", "valid_until", "set_by"]
    list_select_related = ["sku", "store", "set_by"]
    search_fields = ["sku__code"]


@admin.register(Listing)
class ListingAdmin(StoreScopedAdmin, ReadOnly):
    list_display = ["title", "store", "is_on", "price_fen", "in_stock"]
    list_filter = ["is_on"]
    list_select_related = ["store"]
    search_fields = ["title"]
