"""What colleagues are told about campaigns."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import about

of_campaign = about("/backoffice/campaigns/{number}/")

of_campaign(
    "campaign.announced", _("Campaign announced"),
    title=_("Campaign approved: {name}"), body=_("It runs from {starts} to {ends}. Please acknowledge it for your department."))
of_campaign(
    "campaign.chased", _("Acknowledgement missing"),
    title=_("Please acknowledge: {name}"), body=_("It begins on {starts}, and your department has not acknowledged it."))
of_campaign(
    "campaign.stopped", _("Campaign paused by a guard rail"),
    title=_("{name} is paused"), body=_("A guard rail has paused the campaign. Its page says why."))
of_campaign(
    "campaign.evaluate", _("Campaign to evaluate"),
    title=_("{name} has ended"), body=_("Please evaluate it within five work days."))
of_campaign(
    "campaign.goods_left", _("Goods of a campaign left the shelf"),
    title=_("Goods of {name} left the shelf"), body=_("Its page no longer shows them. Name others, or note how it goes on."))
