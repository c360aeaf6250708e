"""For administrators: parcels and their papers are only read here."""

from django.contrib import admin

from logistics.models import PredispatchCheck, Printout, Scan, Shipment, TrackingEvent
from microstore.core.administration import ReadOnly


class OfMyParcels(ReadOnly, admin.ModelAdmin):
    """Shipments move by their acts alone."""

    show_full_result_count = False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        shipments = Shipment.objects.visible_to(request.user)
        return rows.filter(pk__in=shipments) if self.model is Shipment else rows.filter(shipment__in=shipments)


@admin.register(Shipment)
class ShipmentAdmin(OfMyParcels):
    list_display = ["number", "order", "warehouse", "state", "carrier", "waybill", "tracking_state"]
    list_select_related = ["order", "warehouse"]
    search_fields = ["=number", "=order__number", "=waybill"]


@admin.register(Scan)
class ScanAdmin(OfMyParcels):
    list_display = ["shipment", "code", "result", "at", "by"]
    list_select_related = ["shipment", "by"]


@admin.register(PredispatchCheck)
class PredispatchCheckAdmin(OfMyParcels):
    list_display = ["shipment", "point", "at", "by", "is_void"]
    list_select_related = ["shipment", "by"]


@admin.register(Printout)
class PrintoutAdmin(OfMyParcels):
    list_display = ["shipment", "kind", "copy", "at", "by"]
    list_select_related = ["shipment", "by"]


@admin.register(TrackingEvent)
class TrackingEventAdmin(OfMyParcels):
    list_display = ["shipment", "at", "state", "text"]
    list_select_related = ["shipment"]
