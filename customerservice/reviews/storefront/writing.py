"""A buyer writes, sees what became of it, and reports what should be looked at."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from customerservice import norms
from customerservice.models import Review
from customerservice.reviews.forms import ReportForm, ReviewForm
from customerservice.reviews.services import Words, open_lines, report, write
from microstore.accounts.doors import customer_required
from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.ratelimit import limit
from orders.models import Order, OrderLine
from orders.storefront import telling

DAY = 24 * 3600
SHOWN = 20


@customer_required
@never_cache
def write_review(request, number: str, line: int):
    mine = OrderLine.objects.filter(order__customer=request.customer, order__number=number)
    row = get_object_or_404(mine.select_related("order", "revision"), pk=line)
    if Review.objects.filter(order_line=row).exists():
        return redirect("my-reviews")
    form, refusal = ReviewForm(request.POST or None, request.FILES or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            done = _write(request, row, form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _thanks(done))
            return redirect("my-reviews")
    given = {"line": row, "form": form, "refusal": refusal}
    return render(request, "customerservice/storefront/reviews/write.html", given, status=422 if form.errors or refusal else 200)


def _thanks(done: Review) -> str:
    if done.state == Review.State.HELD:
        return _("Thank you. A colleague looks at it first; you will hear.")
    return _("Thank you. Your review is published.")


@transaction.atomic
def _write(request, row: OrderLine, given: dict) -> Review:
    limit(f"review:{request.customer.pk}", norms.REVIEW_RATE.value, DAY)
    pictures = tuple(files.store_image(upload, kind="review", by=request.user) for upload in given["pictures"])
    return write(row, Words(given["stars"], given["text"], given["is_named"], pictures), customer=request.customer)


@customer_required
@never_cache
def my_reviews(request):
    """What may still be reviewed, and my own words with what was decided about them."""
    to_write = list(open_lines(request.customer).select_related("order", "revision")[:SHOWN])
    rows = request.customer.reviews.select_related("order_line__revision", "product")[:SHOWN]
    return render(request, "customerservice/storefront/reviews/mine.html", {"lines": to_write, "reviews": rows})


@customer_required
@never_cache
def report_review(request, pk: int):
    row = get_object_or_404(Review.objects.published().filter(store=request.store).select_related("product"), pk=pk)
    form, refusal = ReportForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            limit(f"review:{request.customer.pk}", norms.REVIEW_RATE.value, DAY)
            report(row, **form.cleaned_data, customer=request.customer)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Thank you. Somebody looks at it."))
            return redirect("product-reviews", row.product.slug)
    given = {"review": row, "form": form, "refusal": refusal}
    return render(request, "customerservice/storefront/reviews/report.html", given, status=422 if form.errors or refusal else 200)


@telling.to_review
def lines_to_review(orders: list[Order]) -> dict[int, list[int]]:
    """Order → its lines that can be reviewed now, in one query."""
    if not orders:
        return {}
    found: dict[int, list[int]] = {}
    lines = OrderLine.objects.filter(order__in=orders)
    for order, line in open_lines(orders[0].customer, lines).values_list("order", "pk"):
        found.setdefault(order, []).append(line)
    return found
