"""Price alarms and proposals of a colleague who leaves."""
from django.utils.translation import gettext_lazy as _

from catalog.models import PriceAlarm, SelectionProposal
from microstore.core.handover import OpenWork, hand

State = SelectionProposal.State


def alarms(user):
    return PriceAlarm.objects.exclude(state=PriceAlarm.State.CLOSED).filter(owner=user).order_by("pk")


def proposals(user):
    """What is not handed in yet; what the departments vote on stays the proposal of who made it."""
    return SelectionProposal.objects.filter(state=State.PROPOSED, proposed_by=user).order_by("pk")


OpenWork.declare(
    "price_alarms", _("Competitor price alarms"), count=lambda user: alarms(user).count(),
    pass_on=lambda user, to, by: hand("price_alarms", alarms(user), "owner", to, by=by),
)  # fmt: skip
OpenWork.declare(
    "proposals", _("Selection"), count=lambda user: proposals(user).count(),
    pass_on=lambda user, to, by: hand("proposals", proposals(user), "proposed_by", to, by=by),
)  # fmt: skip
