"""What storefront templates say often: a price, the cart's count, the visitor's preferences."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from microstore.core import preferences as preference
from microstore.core.money import plain_yuan

register = template.Library()


@register.simple_tag(takes_context=True)
def preferences(context):
    """``{% preferences as prefer %}``: theme and large type of this visitor."""
    request = context.get("request")
    return preference.of(request) if request else preference.Preferences("auto", False)


@register.simple_tag(takes_context=True)
def cart_units(context) -> int:
    """How many things lie in the cart of this store."""
    return units_in_cart(context.get("request"))


def units_in_cart(request) -> int:
    """The count the cart left in the session, so that no page asks the database for it."""
    store = getattr(request, "store", None)
    return (request.session.get("cart_units") or {}).get(str(store.pk), 0) if store and hasattr(request, "session") else 0


@register.simple_tag
def price(fen: int, size: str = "") -> SafeString:
    """A price with small sign and cents; ``size`` "s" or "xl"."""
    yuan, cents = plain_yuan(fen).split(".")
    size = f" price--{size}" if size else ""
    return format_html('<span class="price{}"><small>¥</small><b>{}</b><small>.{}</small></span>', size, yuan, cents)


@register.filter
def at_commas(sentence: str) -> list[str]:
    """The parts of a sentence between which a line may break."""
    return re.findall(r"[^，。；]+[，。；]?", str(sentence))


@register.filter
def times(spec: str) -> str:
    """A specification as people write it: ``0.5g*100`` with a multiplication sign."""
    return str(spec).replace("*", "×")
