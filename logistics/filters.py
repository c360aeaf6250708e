"""Filters of logistics' lists."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from inventory.models import Warehouse
from logistics.models import Shipment, ShipmentState, TrackingStates
from logistics.services.shipping import carrier_choices


class ShipmentFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=ShipmentState.choices)
    warehouse = filters.ModelChoiceFilter(label=_("warehouse"), queryset=Warehouse.objects.active())
    tracking_state = filters.ChoiceFilter(label=_("tracking"), choices=TrackingStates.choices)
    carrier = filters.ChoiceFilter(label=_("carrier"), choices=carrier_choices)
    planned_at = filters.DateFromToRangeFilter(label=_("planned"))

    class Meta:
        model = Shipment
        fields = []
