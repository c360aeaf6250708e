"""What people are told about themselves: their data, their account; and the director about too many looks."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from microstore.accounts.events import PhoneChanged, PrivacyAsked, PrivacyReady, PrivacyRefused, PrivacySettled, RevealLimitReached
from microstore.accounts.models import Customer, PrivacyKind, PrivacyRequest, User
from microstore.accounts.services import staff
from microstore.core.declarations import Post
from microstore.core.events import on

from .services import send


def wish(number: str) -> PrivacyRequest:
    return PrivacyRequest.objects.select_related("customer__user").get(number=number)


@on(PrivacyAsked)
def tell_closing(event: PrivacyAsked) -> None:
    """Whoever did not ask for it themselves learns of it in time to stop it."""
    row = wish(event.number)
    if row.kind == PrivacyKind.CLOSING and row.next_at:
        day = date_format(localtime(row.next_at), "Y-m-d")
        send("accounts.closing", to=row.customer, context={"day": day}, key=f"accounts.closing:{row.pk}")


@on(PrivacyReady)
def tell_copy(event: PrivacyReady) -> None:
    row = wish(event.number)
    send("accounts.copy_ready", to=row.customer, context={}, key=f"accounts.copy_ready:{row.pk}")


@on(PrivacySettled, PrivacyRefused)
def tell_answer(event) -> None:
    row = wish(event.number)
    if row.answer and row.customer.closed_at is None:
        send("accounts.privacy_answer", to=row.customer, context={"answer": row.answer}, key=f"accounts.privacy_answer:{row.pk}")


@on(PhoneChanged)
def tell_new_phone(event: PhoneChanged) -> None:
    customer = Customer.objects.select_related("user").get(pk=event.customer_id)
    if customer.closed_at is None:
        send("accounts.phone_changed", to=customer, context={}, key=f"accounts.phone_changed:{customer.pk}:{customer.phone}")


@on(RevealLimitReached)
def tell_director(event: RevealLimitReached) -> None:
    person = User.objects.get(pk=event.user_id)
    context = {"person": str(person), "looks": event.looks}
    for director in staff.of_post(Post.DIRECTOR):
        send(
            "accounts.reveal_limit", to=director, context=context, key=f"accounts.reveal_limit:{event.user_id}:{event.day}:{director.pk}",
            channels=("inbox",),
        )  # fmt: skip
