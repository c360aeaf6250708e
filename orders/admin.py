"""Raw rows for administrators: freight rules can be changed, everything else is looked at."""

from django.contrib import admin

from microstore.core.administration import ReadOnly, Recorded
from microstore.stores.scope import StoreScopedAdmin
from orders.models import AddressChange, FreightRule, Hold, LedgerEntry, Notice, Order, OrderLine, Payment, Refund


class LinesInline(ReadOnly, admin.TabularInline):
    model = OrderLine
    extra = 0


@admin.register(Order)
class OrderAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["number", "store", "display", "total_fen", "placed_at"]
    list_filter = ["display", "store"]
    search_fields = ["number"]
    inlines = [LinesInline]
    show_full_result_count = False


@admin.register(Payment)
class PaymentAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["number", "order", "state", "amount_fen", "provider_ref", "created_at"]
    list_filter = ["state", "method"]
    search_fields = ["number", "provider_ref"]
    list_select_related = ["order"]
    show_full_result_count = False


@admin.register(Refund)
class RefundAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["number", "order", "kind", "state", "amount_fen", "requested_at"]
    list_filter = ["state", "kind"]
    search_fields = ["number", "provider_ref"]
    list_select_related = ["order"]
    show_full_result_count = False


@admin.register(LedgerEntry)
class LedgerEntryAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["at", "kind", "order", "amount_fen", "provider_ref"]
    list_filter = ["kind"]
    search_fields = ["provider_ref"]
    list_select_related = ["order"]
    show_full_result_count = False


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["received_at", "gateway", "kind", "our_ref", "times", "handled_at", "outcome"]
    search_fields = ["notice_id", "our_ref"]
    show_full_result_count = False


@admin.register(Hold, AddressChange)
class ReviewTraceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["order", "__str__"]
    list_select_related = ["order"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(order__in=Order.objects.visible_to(request.user))


@admin.register(FreightRule)
class FreightRuleAdmin(Recorded, admin.ModelAdmin):
    list_display = ["name", "store", "fee_fen", "free_from_fen", "delivers", "position"]
    list_filter = ["store"]
