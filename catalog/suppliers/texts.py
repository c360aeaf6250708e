"""What staff are told about the papers of suppliers."""
from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

_BODY = _("{licence} of {supplier} holds until {day}. Afterwards nothing that it covers is bought or sold.")

declare(
    "suppliers.licence_ending",
    label=_("A licence of a supplier runs out"),
    inbox=Text(title=_("{supplier}: {licence} ends in {days} days"), body=_BODY, link="/backoffice/catalog/suppliers/{code}/"),
    mail=Text(title=_("{supplier}: {licence} ends in {days} days"), body=_BODY, link="/backoffice/catalog/suppliers/{code}/"),
    sms=_("{supplier}: {licence} ends on {day}, in {days} days. Afterwards nothing that it covers is bought or sold."),
)
