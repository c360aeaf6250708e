"""What logistics shows on pages of lower departments."""

from django.utils.translation import gettext_lazy as _

from logistics.models import Shipment
from logistics.parcels import with_names
from microstore.core.pages import Panel
from orders.backoffice.orders import OrderDetail


def _shipments(request, row) -> dict:
    return {"shipments": with_names(Shipment.objects.filter(order=row).select_related("warehouse").prefetch_related("tracking"))}


OrderDetail.panels.append(
    Panel(
        "logistics/backoffice/_shipments.html",
        _("Parcels"),
        context=_shipments,
        permission="logistics.view_shipment",
        is_shown=lambda row: row.shipments.exists(),
        is_flush=True,
    )
)
