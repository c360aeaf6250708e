"""What customers are told about their parcels (duty W5)."""

from django.utils.translation import gettext_lazy as _

import customerservice.aftersale_texts  # noqa: F401
from customerservice import complaint_texts
from microstore.messaging.services import Text, declare

__all__ = ["complaint_texts"]

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
declare(
    "customerservice.answered",
    label=_("Customer service answered"),
    inbox=Text(title=_("Customer service has answered you"), body=_("“{text}”"), link="/chat/"),
)
declare(
    "customerservice.question_answered",
    label=_("Question about a product answered"),
    inbox=Text(title=_("Your question is answered"), body=_("{product}: “{question}” — {answer}"), link="/questions/{slug}/"),
)
declare(
    "customerservice.answer_late",
    label=_("A customer waits too long"),
    inbox=Text(
        title=_("A customer waits longer than the standard"),
        body=_("Conversation {number} in {store} has no answer. Agent: {agent}."),
        link="/backoffice/desk/{number}/",
    ),
)
declare(
    "customerservice.handed_over",
    label=_("Conversation handed over"),
    inbox=Text(
        title=_("A conversation was handed to you"), body=_("Conversation {number}: {note}"), link="/backoffice/desk/{number}/"
    ),
)
declare(
    "customerservice.answered_inside",
    label=_("A department answered"),
    inbox=Text(
        title=_("A department has answered your question"), body=_("{department}: {answer}"), link="/backoffice/desk/{number}/"
    ),
)
