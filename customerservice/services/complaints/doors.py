"""Who may see a complaint in the shop: its customer, or whoever names its number together with its phone number or key word."""

from django.utils.crypto import constant_time_compare, salted_hmac

from customerservice.models import Complaint
from microstore.accounts.phones import normal
from microstore.core.errors import Refused
from microstore.core.ratelimit import limit
from microstore.core.sentences import gettext as _

TRIES, AN_HOUR = 10, 3600
TRIES_PER_ADDRESS = 300


def key_word(complaint: Complaint) -> str:
    """Shown once to somebody who complains without a phone number; nobody has to keep it for us."""
    return salted_hmac("customerservice.complaint", complaint.number).hexdigest()[:8].upper()


def find(number: str, key: str, *, session: str, address: str) -> Complaint:
    """Refuses with one sentence whatever is wrong, and after ten tries an hour, for a number as for a session."""
    number = number.strip().upper()
    limit(f"complaint-find:{session}", TRIES, AN_HOUR)
    limit(f"complaint-find:{number}", TRIES, AN_HOUR)
    limit(f"complaint-find-address:{address}", TRIES_PER_ADDRESS, AN_HOUR)
    row = Complaint.objects.select_related("customer").filter(number=number).first()
    if row is None or not _fits(row, key.strip()):
        raise Refused(_("We find no complaint with this number and phone."))
    return row


def _fits(row: Complaint, key: str) -> bool:
    if row.phone:
        return constant_time_compare(row.phone, _phone(key))
    return constant_time_compare(key_word(row), key.upper())


def _phone(text: str) -> str:
    try:
        return normal(text)
    except Refused:
        return ""
