"""Parcels that a colleague who leaves is picking."""

from django.utils.translation import gettext_lazy as _

from logistics.models import Shipment
from logistics.models.shipment import IN_HOUSE
from microstore.core.handover import OpenWork, hand


def in_hand(user):
    return Shipment.objects.filter(picker=user, state__in=IN_HOUSE)


OpenWork.declare(
    "parcels", _("Parcels in the house"), count=lambda user: in_hand(user).count(),
    pass_on=lambda user, to, by: hand("parcels", in_hand(user), "picker", to, by=by),
)  # fmt: skip
