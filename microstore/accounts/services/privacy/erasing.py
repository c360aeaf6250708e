"""Carry closings out. Each kind of data goes in a transaction of its own, so that a killed worker goes on where it was."""

from datetime import timedelta

from django.db import transaction

from microstore.accounts.events import AccountClosed, DataErased, PrivacyPutOff, PrivacySettled
from microstore.accounts.models import Customer, PrivacyRequest, PrivacyState
from microstore.core import clock, privacy
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.privacy import PersonalData

LOOK_AGAIN = timedelta(days=30)
TRY_AGAIN = timedelta(days=1)
BATCH = 50


def carry_out_due() -> int:
    """Closings whose days of grace are over, and closed accounts whose kept records may be due."""
    due = PrivacyRequest.objects.due(clock.now()).order_by("next_at").values_list("pk", flat=True)
    return sum(carry_out(pk) for pk in list(due[:BATCH]))


def carry_out(request_id: int) -> bool:
    """Twice at once does no harm, nor does a second time. False when it was taken back, put off, or is not due."""
    request = PrivacyRequest.objects.select_related("customer__user").get(pk=request_id)
    if request.state == PrivacyState.KEEPING:
        return request.next_at <= clock.now() and erase_kept(request)
    if request.state != PrivacyState.ASKED or not begin(request):
        return False
    for kind in privacy.from_above():
        if kind.keep is None:
            erase_part(request, kind)
            fault_point("accounts.privacy.between_parts")
    return close(request)


@transaction.atomic
def begin(request: PrivacyRequest) -> bool:
    """Under the lock of the customer: is it still wanted, due and free? From here on nobody can sign in."""
    customer = locked(Customer.objects.select_related("user").filter(pk=request.customer_id)).get()
    request.lock()
    if request.state != PrivacyState.ASKED or request.next_at > clock.now():
        return False
    if request.parts:
        return True
    if found := privacy.blockers(customer):
        _put_off(request, found)
        return False
    customer.user.is_active = False
    customer.user.save(update_fields=["is_active"])
    request.parts, request.trouble = {"begun": 1}, ""
    request.save(update_fields=["parts", "trouble"])
    return True


def _put_off(request: PrivacyRequest, found: list[str]) -> None:
    is_new = not request.trouble
    request.trouble, request.next_at = " ".join(found)[:300], clock.now() + TRY_AGAIN
    request.save(update_fields=["trouble", "next_at"])
    if is_new:
        publish(PrivacyPutOff(request.number), about=request, reason=request.trouble)


@transaction.atomic
def erase_part(request: PrivacyRequest, kind: PersonalData) -> None:
    """One kind of data, once; what was done is noted in the same transaction."""
    request.lock()
    if kind.code in request.parts:
        return
    rows = kind.erase(request.customer, clock.now())
    request.parts[kind.code] = rows
    request.save(update_fields=["parts"])
    publish(DataErased(request.number, kind.code, rows), about=request)


@transaction.atomic
def close(request: PrivacyRequest) -> bool:
    """The account names nobody any more and its number is free; what the law keeps stays behind it."""
    request.begin("close_account")
    customer = locked(Customer.objects.select_related("user").filter(pk=request.customer_id)).get()
    anonymise(customer)
    request.next_at = clock.now() + LOOK_AGAIN
    request.finish("close_account", AccountClosed(customer.pk, request.number), save=["next_at"])
    return True


def anonymise(customer: Customer) -> None:
    user = customer.user
    customer.phone, customer.nickname, customer.closed_at = f"x{customer.pk}", "", customer.closed_at or clock.now()
    customer.save(update_fields=["phone", "nickname", "closed_at"])
    user.phone, user.name, user.email, user.is_active = None, "", "", False
    user.save(update_fields=["phone", "name", "email", "is_active"])


def erase_kept(request: PrivacyRequest) -> bool:
    """Records whose time is over are anonymised; when the law keeps nothing more, the wish is fulfilled."""
    for kind in privacy.from_above():
        if kind.keep is not None:
            _erase_old(request, kind)
            fault_point("accounts.privacy.between_parts")
    return _look_again_or_settle(request)


@transaction.atomic
def _erase_old(request: PrivacyRequest, kind: PersonalData) -> None:
    request.lock()
    if rows := kind.erase(request.customer, clock.now() - kind.keep.span):
        request.parts[kind.code] = request.parts.get(kind.code, 0) + rows
        request.save(update_fields=["parts"])
        publish(DataErased(request.number, kind.code, rows), about=request)


@transaction.atomic
def _look_again_or_settle(request: PrivacyRequest) -> bool:
    request.lock()
    if request.state != PrivacyState.KEEPING:
        return False
    if privacy.still_held(request.customer):
        request.next_at = clock.now() + LOOK_AGAIN
        request.save(update_fields=["next_at"])
        return False
    request.next_at, request.ended_at = None, clock.now()
    request.finish("settle", PrivacySettled(request.number), save=["next_at", "ended_at"])
    return True
