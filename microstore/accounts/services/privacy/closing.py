"""Close an account: asked for, slept over, taken back by signing in, or carried out (E-Commerce Law art. 24)."""

from django.db import transaction

from microstore.accounts.models import Customer, PrivacyKind, PrivacyRequest
from microstore.accounts.norms import CLOSING
from microstore.accounts.services import devices
from microstore.accounts.services.privacy import requests
from microstore.core import clock, privacy
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@transaction.atomic
def ask(customer: Customer, *, by=None, identity: str = "", text: str = "") -> PrivacyRequest:
    """Refuses while something is open between the customer and us. All sessions end; signing in takes the wish back."""
    require_free(customer)
    request = requests.take_in(
        customer, PrivacyKind.CLOSING, by=by, identity=identity, text=text, next_at=clock.now() + CLOSING.span
    )  # fmt: skip
    devices.end_all(customer.user, by=by or customer.user, reason=_("Account to be closed"))
    return request


def require_free(customer: Customer) -> None:
    if found := privacy.blockers(customer):
        raise Refused(" ".join([_("The account cannot be closed yet."), *found]))


def take_back(customer: Customer) -> bool:
    """The customer came back in time. False when nothing was asked for, or the erasing has begun."""
    request = requests.open_of(customer, PrivacyKind.CLOSING)
    if request is None or request.parts:
        return False
    requests.withdraw(request, by=customer.user, reason=_("Signed in again"))
    return True
