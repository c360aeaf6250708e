"""What colleagues are told about campaigns."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

LINK = "/backoffice/campaigns/{number}/"

declare(
    "campaign.announced",
    label=_("Campaign announced"),
    inbox=Text(
        title=_("Campaign approved: {name}"),
        body=_("It runs from {starts} to {ends}. Please acknowledge it for your department."),
        link=LINK,
    ),
)
declare(
    "campaign.chased",
    label=_("Acknowledgement missing"),
    inbox=Text(
        title=_("Please acknowledge: {name}"), body=_("It begins on {starts}, and your department has not acknowledged it."), link=LINK
    ),
)
declare(
    "campaign.stopped",
    label=_("Campaign paused by a guard rail"),
    inbox=Text(title=_("{name} is paused"), body=_("A guard rail has paused the campaign. Its page says why."), link=LINK),
)
declare(
    "campaign.evaluate",
    label=_("Campaign to evaluate"),
    inbox=Text(title=_("{name} has ended"), body=_("Please evaluate it within five work days."), link=LINK),
)
declare(
    "campaign.goods_left",
    label=_("Goods of a campaign left the shelf"),
    inbox=Text(
        title=_("Goods of {name} left the shelf"), body=_("Its page no longer shows them. Name others, or note how it goes on."), link=LINK
    ),
)
