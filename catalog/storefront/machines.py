"""What search engines are told: which pages there are."""

from django.db.models import Max
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Listing
from catalog.storefront.sharing import absolute
from catalog.templatetags.shelf import shelves_of
from microstore.core.access import open_to

EACH = 10_000
PAPERS = ("home", "categories", "about", "licences", "contact", "returns", "privacy", "terms", "help")


def _xml(name: str, given: dict) -> HttpResponse:
    return HttpResponse(render_to_string(f"catalog/storefront/machines/{name}.xml", given), content_type="application/xml")


@open_to("public")
@require_safe
def sitemap(request):
    """The parts: papers and categories first, then products by the range of their keys, so that no part needs counting."""
    most = Listing.objects.on_sale(request.store).aggregate(most=Max("pk"))["most"] or 0
    parts = [absolute(reverse("sitemap-part", args=[part])) for part in range(most // EACH + 2)]
    return _xml("parts", {"parts": parts})


@open_to("public")
@require_safe
def sitemap_part(request, part: int):
    if part == 0:
        pages = [reverse(name) for name in PAPERS] + [reverse("category", args=[slug]) for slug, _name in shelves_of(request.store)]
        return _xml("part", {"pages": [(absolute(page), None) for page in pages]})
    first = (min(part, 1_000_000) - 1) * EACH
    rows = Listing.objects.on_sale(request.store).filter(pk__gte=first, pk__lt=first + EACH).order_by("pk")
    return _xml("part", {"pages": [(absolute(reverse("product", args=[slug])), at) for slug, at in rows.values_list("slug", "listed_at")]})
