"""What authors of reviews are told (rule EC-10)."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "review.shown",
    label=_("Review published"),
    inbox=Text(title=_("Your review is published"), body=_("Your review of {product} is published. {reason}"), link="/me/reviews/"),
)
declare(
    "review.withheld",
    label=_("Review held back"),
    inbox=Text(
        title=_("Your review is not shown"),
        body=_("Your review of {product} is kept but not shown. Ground: {ground}. {reason}"),
        link="/me/reviews/",
    ),
)
declare(
    "review.replied",
    label=_("Reply to a review"),
    inbox=Text(title=_("The shop has answered your review"), body=_("{product}: “{text}”"), link="/p/{slug}/reviews/"),
)
