"""Customers who would wait for a colleague who has left."""

from django.utils.translation import gettext_lazy

from customerservice.models import Complaint, Conversation, Inquiry, InquiryState, Measure
from customerservice.services import complaints
from customerservice.services.conversations import handing
from microstore.core.handover import OpenWork, hand
from microstore.core.sentences import gettext as _


def talks(user):
    return Conversation.objects.live().filter(assignee=user).select_related("store")


def pass_on_talks(user, to, by) -> None:
    """To the successor if they answer customers of that store, else to whoever is there."""
    handing.set_presence(user, is_online=False)
    for conversation in talks(user):
        handing.give_up(conversation, to, by=by, reason=_("The colleague has left."))


def complained(user):
    return Complaint.objects.open().filter(owner=user)


def pass_on_complaints(user, to, by) -> None:
    for complaint in complained(user):
        complaints.hand_over(complaint, to, reason=_("The colleague has left."), by=by)


def measures(user):
    return Measure.objects.filter(owner=user, done_at=None)


def inquiries(user):
    return Inquiry.objects.filter(asked_by=user, state=InquiryState.ASKED)


OpenWork.declare("talks", gettext_lazy("Conversations"), count=lambda user: talks(user).count(), pass_on=pass_on_talks)
OpenWork.declare(
    "complaints", gettext_lazy("Complaints"), count=lambda user: complained(user).count(), pass_on=pass_on_complaints
)  # fmt: skip
OpenWork.declare(
    "measures", gettext_lazy("Measures to carry out"), count=lambda user: measures(user).count(),
    pass_on=lambda user, to, by: hand("measures", measures(user), "owner", to, by=by),
)  # fmt: skip
OpenWork.declare(
    "inquiries", gettext_lazy("Questions to departments"), count=lambda user: inquiries(user).count(),
    pass_on=lambda user, to, by: hand("inquiries", inquiries(user), "asked_by", to, by=by),
)  # fmt: skip
