"""For administrators: places may be edited, books are only read."""

from django.contrib import admin

from inventory.models import Batch, Bin, Movement, Receipt, Reservation, Stock, Warehouse, Zone
from microstore.core.administration import Kept, ReadOnly, Recorded


@admin.register(Warehouse)
class WarehouseAdmin(Recorded, Kept, admin.ModelAdmin):
    list_display = ["code", "name", "region", "is_active"]


@admin.register(Zone)
class ZoneAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "warehouse", "kind"]
    list_select_related = ["warehouse"]


@admin.register(Bin)
class BinAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "zone", "walk_order"]
    list_select_related = ["zone__warehouse"]
    search_fields = ["code"]


@admin.register(Batch)
class BatchAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "sku", "expires_on", "state", "hold_state"]
    list_select_related = ["sku"]
    search_fields = ["number", "sku__code"]


@admin.register(Stock)
class StockAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["batch", "bin", "on_hand", "reserved", "sell_until"]
    list_select_related = ["batch", "bin"]
    search_fields = ["batch__number", "sku__code"]


@admin.register(Movement)
class MovementAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "kind", "batch", "bin", "units", "reference", "by"]
    list_select_related = ["batch", "bin", "by"]
    search_fields = ["=reference", "=batch__number"]
    show_full_result_count = False


@admin.register(Reservation)
class ReservationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["reference", "sku", "units", "state", "expires_at"]
    list_select_related = ["sku"]
    search_fields = ["=reference"]
    show_full_result_count = False


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "supplier", "warehouse", "state", "expected_on"]
    list_select_related = ["supplier", "warehouse"]
    search_fields = ["number"]
