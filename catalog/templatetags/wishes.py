"""What a visitor keeps in mind, on pages that are drawn once for all."""

from django import template

from catalog.storefront import keeping
from catalog.wishes.storefront import keeping_in_mind as mind

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_favourites(context) -> str:
    """The keys of this visitor's favourites; on a page that is kept, a mark that is replaced for each."""
    request = context["request"]
    return keeping.FAVOURITES if hasattr(request, "kept_token") else mind.favourites_said(request)
