"""Who we are and by which rules we sell: licences, contact, returns, privacy, terms."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Listing
from microstore.core.access import open_to
from microstore.core.pages import keyset

ORDER = ("position", "pk")
PAGE = 50


def _plain(name):
    """A page that stands in its template alone."""

    @open_to("public")
    @require_safe
    def page(request):
        return render(request, f"catalog/storefront/papers/{name}.html")

    page.__name__ = name
    return page


about, contact, returns, privacy, terms = map(_plain, ("about", "contact", "returns", "privacy", "terms"))


@open_to("public")
@require_safe
def licences(request):
    """The papers of this store, and the approval number of everything it sells (rules EC-01, E02, E16)."""
    goods = Listing.objects.on_sale(request.store).exclude(approval_number="").order_by(*keyset.order_by(ORDER))
    window = keyset.window(goods, ORDER, size=PAGE, after=request.GET.get("after", ""))
    context = {"licences": request.store.licences.in_force().select_related("picture"), "window": window}
    return render(request, "catalog/storefront/papers/licences.html", context)
