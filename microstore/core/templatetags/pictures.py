"""Pictures for both faces, and the icons of the storefront.

``{% icon "cart" %}`` draws a symbol of ``static/img/icons.svg``; ``{% icon "cart" "s" label=_("Cart") %}`` a small one that speaks.
``{% picture source alt=… width=360 %}`` draws a stored file in its WebP sizes or a static path as it is.
"""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from microstore.core import files

register = template.Library()


@lru_cache(maxsize=512)
def _symbol(name: str, size: str) -> SafeString:
    classes = f"i i--{size}" if size else "i"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("img/icons.svg"), name)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A symbol of the sprite; size "", "s" or "xs". It is silent for readers unless it has a label."""
    if not label:
        return _symbol(name, size)
    classes, sprite = f"i i--{size}" if size else "i", static("img/icons.svg")
    return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>', classes, label, sprite, name)


@register.simple_tag
def picture(source, alt: str = "", width: int = 360, height: int = 0, sizes: str = "", eager: bool = False) -> SafeString:
    """An ``<img>`` with its measures. ``source``: a StoredFile or a path under ``static/``; without one, the drawn placeholder."""
    return image(source, alt, width, height or width, sizes, eager)


def image(source, alt: str, width: int, height: int, sizes: str = "", eager: bool = False) -> SafeString:
    """The same for code. Eager pictures are fetched first; the others when they come near."""
    source = files.referred(source)
    when = mark_safe('fetchpriority="high"') if eager else mark_safe('loading="lazy"')
    return format_html(
        '<img src="{}"{} alt="{}" width="{}" height="{}" {}>', address(source, width), _srcset(source, sizes), alt, width, height, when
    )


def address(source, width: int) -> str:
    """Where a picture lies."""
    source = files.referred(source)
    if hasattr(source, "widths"):
        return files.url_of(source, width)
    return static(source or "img/no-picture.svg")


def _srcset(source, sizes: str) -> SafeString | str:
    if len(getattr(source, "widths", ())) < 2:
        return ""
    each = ", ".join(f"{files.url_of(source, w)} {w}w" for w in source.widths)
    return format_html(' srcset="{}" sizes="{}"', each, sizes or "(min-width: 992px) 320px, 50vw")


@register.simple_tag
def picture_address(source, width: int = 960) -> str:
    """Where a picture of about this width lies, for the rare place that writes its own tag."""
    return address(source, width)
