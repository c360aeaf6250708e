"""A new mobile number: proved on the old one and on the new one, or by a colleague who made sure who is asking."""

from django.db import IntegrityError, transaction

from microstore.accounts.events import PhoneChanged
from microstore.accounts.models import Customer, User
from microstore.accounts.services import codes, devices
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


def change_with_code(customer: Customer, phone: str, code: str, *, keep_session: str | None = None) -> None:
    """The old number is proved by the caller. Call it outside any transaction, see ``codes.check``."""
    require_other(customer, phone)
    codes.check(phone, code)
    change(customer, phone, by=customer.user, keep_session=keep_session)


def require_other(customer: Customer, phone: str) -> None:
    if phone == customer.phone:
        raise Refused(_("This is your number already."))


@transaction.atomic
def change(customer: Customer, phone: str, *, by, reason: str = "", keep_session: str | None = None) -> None:
    """Refuses a number of another account. Every other session ends; orders keep the number they were sent with."""
    customer = locked(Customer.objects.select_related("user").filter(pk=customer.pk)).get()
    taken = User.objects.filter(phone=phone).exclude(pk=customer.user_id).exists()
    try:
        with transaction.atomic():
            customer.phone, customer.user.phone = phone, None if taken else phone
            customer.save(update_fields=["phone"])
            customer.user.save(update_fields=["phone"])
    except IntegrityError:
        raise Refused(_("This number belongs to another account. Close that one first, or call us.")) from None
    publish(PhoneChanged(customer.pk), about=customer, by=by, reason=reason)
    devices.end_all(customer.user, by=by, but=keep_session, reason=_("Mobile number changed"))
