"""A wish is taken in once, answered in time, and ends as fulfilled, taken back or refused."""

from django.db import IntegrityError, transaction

from microstore.accounts.events import PrivacyAsked, PrivacyRefused, PrivacySettled, PrivacyWithdrawn
from microstore.accounts.models import Customer, PrivacyKind, PrivacyRequest, PrivacyState
from microstore.accounts.norms import ANSWER
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _


def open_of(customer: Customer, kind: str) -> PrivacyRequest | None:
    return PrivacyRequest.objects.filter(customer=customer, kind=kind, state=PrivacyState.ASKED).first()


@transaction.atomic
def take_in(customer: Customer, kind: str, *, by=None, identity: str = "", text: str = "", next_at=None) -> PrivacyRequest:
    """Write the wish down. ``by`` is the colleague who took it in, who must say how they knew the person."""
    if by is not None and len(identity.strip()) < 4:
        raise Refused(_("Write how you made sure who is asking."))
    customer = locked(Customer.objects.filter(pk=customer.pk)).get()
    if customer.closed_at:
        raise Refused(_("This account is closed."))
    now = clock.now()
    try:
        with transaction.atomic():
            request = PrivacyRequest.objects.create(
                number=next_number("PV"), customer=customer, kind=kind, by=by, identity=identity.strip()[:200], text=text.strip()[:500],
                asked_at=now, due_at=now + ANSWER.span, next_at=next_at,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("This has been asked for already and is being worked on.")) from None
    publish(PrivacyAsked(request.number, kind), about=request, by=by or customer.user, reason=request.text)
    return request


def ask_correction(customer: Customer, text: str, *, by=None, identity: str = "") -> PrivacyRequest:
    """What the customer cannot correct alone. Refuses without words."""
    if len(text.strip()) < 4:
        raise Refused(_("Write what is wrong and what is right."))
    return take_in(customer, PrivacyKind.CORRECTION, by=by, identity=identity, text=text)


@transaction.atomic
def settle(request: PrivacyRequest, *, answer: str, by) -> None:
    """A correction was made, and the customer reads what was done."""
    _require_words(answer)
    request.begin("settle")
    if request.kind != PrivacyKind.CORRECTION:
        raise Refused(_("This wish is carried out by the system."))
    request.answer, request.ended_at = answer.strip()[:500], clock.now()
    request.finish("settle", PrivacySettled(request.number), by=by, reason=request.answer, save=["answer", "ended_at"])


@transaction.atomic
def refuse(request: PrivacyRequest, *, answer: str, by) -> None:
    """With the reason, which the customer reads."""
    _require_words(answer)
    request.begin("refuse")
    request.answer, request.ended_at, request.next_at = answer.strip()[:500], clock.now(), None
    request.finish("refuse", PrivacyRefused(request.number), by=by, reason=request.answer, save=["answer", "ended_at", "next_at"])


@transaction.atomic
def withdraw(request: PrivacyRequest, *, by, reason: str = "") -> None:
    """Refuses once the erasing of data has begun: what is gone cannot be taken back."""
    request.begin("withdraw")
    if request.parts:
        raise Refused(_("The data is being erased already."))
    request.ended_at, request.next_at = clock.now(), None
    request.finish("withdraw", PrivacyWithdrawn(request.number), by=by, reason=reason, save=["ended_at", "next_at"])


def _require_words(text: str) -> None:
    if len(text.strip()) < 4:
        raise Refused(_("Write what the customer will read."))
