"""Stars for eyes and for readers, and what a piece of a pack costs."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.pricing import display

register = template.Library()
MOST = 5


@register.simple_tag
def per_piece(fen: int, spec: str):
    """What one piece of this pack size costs (rule PR-01)."""
    return display.unit_price_of(fen, spec)


@register.simple_tag
def stars(number):
    """``number`` of five stars; an average is rounded to whole ones for the eye and said exactly."""
    return _drawn(str(number), get_language())


@lru_cache(maxsize=128)
def _drawn(number: str, language: str | None):
    whole = int(float(number or 0) + 0.5)
    said = _("%(stars)s of 5 stars") % {"stars": number}
    return format_html('<span class="stars" role="img" aria-label="{}">{}<span>{}</span></span>', said, "★" * whole, "★" * (MOST - whole))
