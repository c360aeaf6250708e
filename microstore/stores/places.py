"""Addresses that people type into blocks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def clean_link(value: str) -> str:
    """A place inside the store (``c/sleep/``, ``/c/sleep/``) or nothing. Links that leave the site are refused."""
    value = (value or "").strip()
    if "//" in value or ":" in value or "\\" in value:
        raise ValidationError(_("Use an address inside this store, such as c/sleep/."))
    return value.lstrip("/")
