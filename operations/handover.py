"""Openings and personal duties of a colleague who leaves."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from microstore.core.handover import OpenWork, hand
from microstore.core.sentences import gettext as _
from operations.events import DutyWaived
from operations.models import DutyRow, Opening


def led(user):
    return Opening.objects.under_way().filter(owner=user)


def owed(user):
    return DutyRow.objects.filter(person=user).open()


@transaction.atomic
def pass_on_duties(user, to, by) -> None:
    """What the successor owes in the same period already needs doing once."""
    for row in owed(user):
        if DutyRow.objects.filter(duty=row.duty, first=row.first, person=to).exists():
            row.begin("waive")
            row.finish("waive", DutyWaived(row.pk, row.duty), by=by, reason=_("The colleague has left; the successor owes the same."))
        else:
            hand("duties", DutyRow.objects.filter(pk=row.pk), "person", to, by=by)


OpenWork.declare(
    "openings", gettext_lazy("Openings of stores"), count=lambda user: led(user).count(),
    pass_on=lambda user, to, by: hand("openings", led(user), "owner", to, by=by),
)  # fmt: skip
OpenWork.declare("duties", gettext_lazy("Personal duties"), count=lambda user: owed(user).count(), pass_on=pass_on_duties)
