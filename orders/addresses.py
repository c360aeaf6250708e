"""Absolute addresses that others call or send people to."""

from django.conf import settings
from django.urls import reverse


def notify_url(gateway: str) -> str:
    """Where the payment provider sends its notices: https and without a query in production."""
    return f"{settings.HOOKS_URL}{reverse('payment-notice', args=[gateway])}"
