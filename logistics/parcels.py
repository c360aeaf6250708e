"""Parcels as people read them: with the carrier's name and its newest sentence."""

from collections.abc import Iterable

from logistics.carriers.detect import carrier_names
from logistics.models import Shipment, ShipmentState


def with_names(parcels: Iterable[Shipment]) -> list[Shipment]:
    """Give each its ``carrier_name`` and its ``traces``, newest first."""
    names = carrier_names()
    parcels = list(parcels)
    for parcel in parcels:
        parcel.carrier_name = names.get(parcel.carrier, parcel.carrier)
        parcel.traces = list(parcel.tracking.all())
    return parcels


def parcels_of(order) -> list[Shipment]:
    """The parcels of an order in two queries, cancelled ones left out."""
    rows = Shipment.objects.filter(order=order).exclude(state=ShipmentState.CANCELLED)
    return with_names(rows.order_by("position").prefetch_related("tracking"))
