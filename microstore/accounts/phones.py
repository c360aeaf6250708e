"""Mobile numbers of mainland China: kept as +8613800138000, typed in any way people type them."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microstore.core.errors import Refused

NUMBER = re.compile(r"^(?:\+?86|0086)?(1[3-9]\d{9})$")


def whole(text: str) -> str:
    """``138 0013 8000`` → ``+8613800138000``; empty for what is no mobile number."""
    found = NUMBER.match(re.sub(r"[\s\-().]", "", unicodedata.normalize("NFKC", text or "")))
    return f"+86{found[1]}" if found else ""


def normal(text: str) -> str:
    """As ``whole``. Refuses what is no mobile number."""
    phone = whole(text)
    if not phone:
        raise Refused(_("Enter an 11-digit mobile number."))
    return phone


def local(phone: str) -> str:
    """The number without its country code, as people read it."""
    return (phone or "").removeprefix("+86")


class SearchedByPhone:
    """A list of the back office that finds a whole number however it is typed."""

    def searched(self, rows, text):
        return super().searched(rows, whole(text) or text)


class PhoneField(forms.CharField):
    """A mobile number; cleans to the kept form."""

    def __init__(self, **options):
        attrs = {"inputmode": "tel", "autocomplete": "tel-national", "type": "tel"}
        options = {"max_length": 24, "label": gettext_lazy("Mobile number"), "widget": forms.TextInput(attrs=attrs)} | options
        super().__init__(**options)

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        try:
            return normal(value)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code="invalid") from None

    def prepare_value(self, value):
        return local(value) if isinstance(value, str) else value
