"""What the search of the back office finds here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from logistics.models import Shipment
from microstore.core.pages import Hit, searchable


@searchable(_("Shipments"), "logistics.view_shipment", icon="truck")
def shipments(text, user, limit):
    wanted = text.upper()
    rows = Shipment.objects.visible_to(user).filter(Q(number__startswith=wanted) | Q(waybill__startswith=wanted) | Q(order__number=wanted))
    rows = rows.select_related("order").order_by("-pk")[:limit]
    return [
        Hit(row.number, row.get_absolute_url(), f"{row.order.number} {row.waybill}", "truck", exact=wanted in (row.number, row.waybill))
        for row in rows
    ]
