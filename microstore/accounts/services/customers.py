"""Customers: found or made by their phone, signed in by a code."""

import secrets

from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from microstore.accounts.events import CustomerJoined
from microstore.accounts.hooks import run_sign_in_hooks
from microstore.accounts.models import Customer, User
from microstore.accounts.services import codes, devices
from microstore.accounts.services.privacy import closing
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

BACKEND = "microstore.accounts.backends.Keys"


def sign_in_with_code(request, phone: str, code: str) -> Customer:
    """Check the code, sign the customer of this phone in (a new one on first sight) and run the sign-in hooks.

    Refuses a wrong code and a closed account. Call it outside any transaction, see ``codes.check``.
    """
    codes.check(phone, code)
    customer = of_phone(phone)
    sign_in(request, customer)
    return customer


def sign_in(request, customer: Customer) -> None:
    """Sign a proven customer in. The guest's session moves on under a new key; hooks learn the old one.

    Whoever had asked to close the account takes that back by coming in."""
    if not customer.user.is_active or customer.user.is_staff:
        raise Refused(_("This account is closed. Please call the service line."))
    old_session_key = request.session.session_key
    login(request, customer.user, backend=BACKEND)
    devices.note(request)
    request.customer = customer
    request.closing_taken_back = closing.take_back(customer)
    run_sign_in_hooks(request, customer, old_session_key)


def of_phone(phone: str) -> Customer:
    """The customer of this phone, made when there is none yet."""
    found = Customer.objects.select_related("user").filter(phone=phone).first()
    return found or _join(phone)


def _join(phone):
    try:
        with transaction.atomic():
            user = User(username=f"c{secrets.token_hex(8)}", phone=_free(phone), language=_language())
            user.set_unusable_password()
            user.save()
            customer = Customer.objects.create(user=user, phone=phone)
            publish(CustomerJoined(customer.pk), about=customer, by=user)
            return customer
    except IntegrityError:  # the same person came in through another window a moment ago
        return Customer.objects.select_related("user").get(phone=phone)


def _free(phone):
    """The phone as the user's own, unless a colleague's work account carries it: those two never become one key."""
    return None if User.objects.filter(phone=phone).exists() else phone


def _language():
    return User.Language.ENGLISH if (get_language() or "").startswith("en") else User.Language.CHINESE


@transaction.atomic
def change_profile(customer: Customer, *, nickname: str, email: str) -> None:
    customer.nickname, customer.user.email = nickname, email
    customer.save(update_fields=["nickname"])
    customer.user.save(update_fields=["email"])


@transaction.atomic
def change_settings(customer: Customer, *, language: str, theme: str, large_text: bool) -> None:
    customer.user.language, customer.theme, customer.large_text = language, theme, large_text
    customer.user.save(update_fields=["language"])
    customer.save(update_fields=["theme", "large_text"])
