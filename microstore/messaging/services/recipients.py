"""Who gets a message: a customer, a user or a bare phone number."""

from dataclasses import dataclass

from microstore.accounts.models import Customer
from microstore.accounts.services import consents

from ..models import Channel
from .templates import language_of


@dataclass(frozen=True)
class Recipient:
    user: object = None
    customer: object = None
    phone: str = ""
    mail: str = ""
    language: str = "zh-hans"

    def address(self, channel) -> str:
        return {Channel.SMS: self.phone, Channel.MAIL: self.mail}.get(channel, "")

    def allows_marketing(self, channel) -> bool:
        """Only a customer can have agreed, and for SMS and mail each by itself."""
        return self.customer is not None and consents.allows(self.customer, f"marketing_{channel}")


def recipient_of(to) -> Recipient:
    if isinstance(to, str):
        return Recipient(phone=to)
    user = to.user if isinstance(to, Customer) else to
    customer = to if isinstance(to, Customer) else getattr(user, "customer", None)
    phone = (customer.phone if customer and not customer.closed_at else "") or user.phone or ""
    return Recipient(user=user, customer=customer, phone=phone, mail=user.email, language=language_of(user))
