"""The page a customer bought from: what it said then, whatever it says today."""
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from catalog.gate import differing
from microstore.accounts.doors import customer_required
from microstore.compliance import goods, statements
from orders.storefront.own_orders import own_order


@customer_required
@never_cache
@require_GET
def as_sold(request, number: str, place: int):
    """The ``place``-th line of an own order, with the revision that it keeps."""
    found = own_order(request, number)
    lines = list(found.lines.select_related("revision__product"))
    if not 1 <= place <= len(lines):
        raise Http404
    return _draw(request, found, lines[place - 1])


@customer_required
@never_cache
@require_GET
def bundle_as_sold(request, number: str, pk: int):
    """The page of a bundle of an own order."""
    found = own_order(request, number)
    return _draw(request, found, get_object_or_404(found.bundles.select_related("revision__product"), pk=pk))


def _draw(request, found, line):
    revision = line.revision
    product = revision.product
    return render(request, "orders/storefront/as_sold.html", {
        "order": found, "line": line, "revision": revision, "pictures": list(enumerate(revision.pictures, 1)),
        "facts": _facts(revision, product.product_class),
        "is_changed": product.live_revision_id != revision.pk, "statements": statements.for_product(product.product_class),
    })  # fmt: skip


def _facts(revision, product_class: str) -> list[tuple[str, str]]:
    """What the page said; the content of what is read here is no part of it, for an order that is not paid shows this page, too."""
    content = goods.of(product_class).contents.values()
    return [(label, value) for name, label, value in differing.named(revision, product_class) if value != "—" and name not in content]
