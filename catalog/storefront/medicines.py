"""What is told about and not sold, in one list apart from all goods: names and numbers, the sentence of the law, no picture (rules RX-06,
RX-07)."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Category, Listing
from microstore.compliance import goods
from microstore.compliance.classes import Zone
from microstore.core.access import open_to
from microstore.core.pages import keyset

ORDER = ("position", "pk")
PAGE = 50
TOLD = tuple(str(code) for code, one in goods.ALL.items() if one.sale == goods.Sale.INFORMATION)


@open_to("public")
@require_safe
def medicines(request):
    shelves = Category.objects.filter(Q(zone=Zone.RX) | Q(parent__zone=Zone.RX) | Q(parent__parent__zone=Zone.RX))
    there = Listing.objects.filter(store=request.store, is_on=True, category__in=shelves, product_class__in=TOLD)
    rows = there.select_related("product__live_revision").order_by(*keyset.order_by(ORDER))
    rules = goods.of(TOLD[0])
    return render(request, "catalog/storefront/medicines.html", {
        "window": keyset.window(rows, ORDER, size=PAGE, after=request.GET.get("after", "")), "mark": rules.mark,
        "statements": rules.statements("detail")})
