"""What customers are told about their parcels (duty W5)."""

from django.utils.translation import gettext_lazy as _

from customerservice.aftersales import texts as aftersales
from customerservice.complaints import texts as complaints
from customerservice.conversations import texts as conversations
from customerservice.reviews import texts as reviews
from microstore.messaging.services import Text, declare

__all__ = ["aftersales", "complaints", "conversations", "reviews"]

declare(
    "customerservice.shipped",
    label=_("Parcel sent"),
    inbox=Text(
        title=_("Your parcel is on its way"),
        body=_("Order {number} was handed to {carrier}, waybill {waybill}."),
        link="/orders/{number}/parcels/{parcel}/",
    ),
    sms=_("Your order {number} is on its way with {carrier}, waybill {waybill}."),
)
declare(
    "customerservice.delivered",
    label=_("Parcel delivered"),
    inbox=Text(
        title=_("Your parcel has arrived"),
        body=_("The parcel of order {number} was signed for. Is everything in order? If not, tell us within seven days."),
        link="/orders/{number}/parcels/{parcel}/",
    ),
)
