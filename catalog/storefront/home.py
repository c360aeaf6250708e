"""The home page of a store: its published blocks."""

from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from catalog.storefront import keeping
from microstore.core.access import open_to
from microstore.stores import block_registry, freshness
from microstore.stores.services.pages import live_blocks


@open_to("public")
@require_safe
def home(request):
    """Drawn anew when the page is published or any card of the store changes."""
    return keeping.page(request, freshness.stamp(request.store), "catalog/storefront/home.html", lambda: {"body": _draw(request)})


def _draw(request):
    return mark_safe("\n".join(block_registry.draw(request, live_blocks(request.store))))
