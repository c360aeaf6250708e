"""What logistics holds about a customer: parcels and what carriers told about them. The receiver stands in the order alone."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logistics.models import Shipment, TrackingEvent
from logistics.norms import KEEP_TRACKING
from microstore.accounts.models import Customer
from microstore.core.privacy import PersonalData


def parcels(customer: Customer) -> list[dict]:
    rows = Shipment.objects.filter(order__customer=customer).select_related("order").prefetch_related("tracking").order_by("-pk")
    return [
        {
            _("Number"): row.number, _("Order number"): row.order.number, _("Carrier"): row.carrier, _("Waybill"): row.waybill,
            _("State"): row.get_state_display(), _("Shipped at"): row.shipped_at, _("Delivered at"): row.delivered_at,
            _("Tracking"): "; ".join(f"{event.at:%Y-%m-%d %H:%M} {event.text}" for event in row.tracking.all()),
        }
        for row in rows
    ]  # fmt: skip


def tracking(customer: Customer):
    return TrackingEvent.objects.filter(shipment__order__customer=customer)


def forget_tracking(customer: Customer, until: datetime) -> int:
    """Carriers write names and places into their sentences."""
    return tracking(customer).filter(at__lte=until).delete()[0]


PersonalData.declare(
    "parcels", gettext_lazy("Parcels and tracking"), purpose=gettext_lazy("So that goods arrive, and it can be shown that they did."),
    export=parcels, erase=forget_tracking, held=lambda customer: tracking(customer).count(),
    keep=KEEP_TRACKING, keep_reason=gettext_lazy("E-Commerce Law, art. 31: three years"),
)  # fmt: skip
