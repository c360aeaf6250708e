"""List shapes of logistics."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from logistics.carriers.detect import carrier_names
from logistics.models import Shipment
from microstore.core.pages import Column, LinkColumn, StatusColumn, TimeColumn


class ShipmentTable(tables.Table):
    number = LinkColumn("shipment", verbose_name=_("shipment"))
    order = Column(accessor="order__number", verbose_name=_("order"))
    warehouse = Column(accessor="warehouse__name", verbose_name=_("warehouse"))
    state = StatusColumn(verbose_name=_("state"))
    carrier = Column(verbose_name=_("carrier"))
    waybill = Column(verbose_name=_("waybill"))
    tracking_state = StatusColumn(verbose_name=_("tracking"))
    planned_at = TimeColumn(verbose_name=_("planned"))
    shipped_at = TimeColumn(verbose_name=_("shipped"))

    class Meta:
        model = Shipment
        fields = ("number", "order", "warehouse", "state", "carrier", "waybill", "tracking_state", "planned_at", "shipped_at")

    def render_carrier(self, value):
        return carrier_names().get(value, value)
