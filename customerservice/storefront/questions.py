"""Questions and answers of a product: the section on its page, the page with all of them, and the form to ask."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.hooks import on_product_page
from catalog.models import Listing
from customerservice import norms
from customerservice.models import Question
from customerservice.services import questions
from microstore.accounts.doors import customer_required
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany, limit

ON_PAGE, PER_PAGE = 3, 10
DAY = 24 * 3600


def published(listing):
    rows = Question.objects.published().filter(store_id=listing.store_id, product_id=listing.product_id)
    return rows.order_by("-published_at", "-pk")


@on_product_page
def section(listing) -> str:
    """The newest answers and how many there are."""
    rows = published(listing)
    return render_to_string(
        "customerservice/storefront/_questions.html", {"listing": listing, "questions": rows[:ON_PAGE], "count": rows.count()}
    )


def _listing(request, slug: str) -> Listing:
    return get_object_or_404(Listing.objects.on_sale(request.store).select_related("product__live_revision"), slug=slug)


@open_to("public")
@require_safe
def product_questions(request, slug):
    return _draw(request, _listing(request, slug))


def _draw(request, listing: Listing, *, text="", refusal=None):
    page = Paginator(published(listing), PER_PAGE).get_page(request.GET.get("page"))
    mine = []
    if request.customer:
        mine = Question.objects.filter(customer=request.customer, store_id=listing.store_id, product_id=listing.product_id)
        mine = list(mine.exclude(state=Question.State.PUBLISHED).order_by("-pk")[:5])
    status = 200 if refusal is None else 429 if isinstance(refusal, TooMany) else 422
    return render(request, "customerservice/storefront/questions.html", {
        "listing": listing, "questions": page, "mine": mine, "text": text, "refusal": refusal, "token": uuid.uuid4().hex,
        "hours": norms.QUESTION.value,
    }, status=status)  # fmt: skip


@customer_required
@require_POST
def ask(request, slug):
    listing = _listing(request, slug)
    text, token = request.POST.get("text", "")[:1000], request.POST.get("token", "")[:40] or uuid.uuid4().hex
    try:
        limit(f"question:{request.customer.pk}", norms.QUESTION_RATE.value, DAY)
        questions.ask(request.store, listing.product, text, customer=request.customer, token=token)
    except Refused as refusal:
        return _draw(request, listing, text=text, refusal=refusal)
    messages.success(request, _("Thank you. The answer appears here and in your messages."))
    return redirect(reverse("product-questions", args=[slug]))
