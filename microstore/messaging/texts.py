"""Messages that stand below all departments."""

from django.utils.translation import gettext_lazy as _

from .declarations import declare

declare(
    "accounts.sign_in_code",
    label=_("Sign-in code"),
    sms=_("Your code is {code}. It is valid for 5 minutes. Give it to nobody, not even to our staff."),
)
