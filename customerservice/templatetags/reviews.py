"""How words of buyers are shown."""

from django import template

from customerservice.reviews.services import reading

register = template.Library()


@register.filter
def masked(text: str) -> str:
    """Phones and other long numbers hidden."""
    return reading.masked(text)
