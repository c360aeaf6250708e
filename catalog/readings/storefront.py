"""My e-books: what a customer holds, opening it for the first time, and reading it. Nobody else reaches it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Reading
from catalog.readings import content, holding
from microstore.accounts.doors import customer_required
from microstore.core.errors import Refused
from microstore.core.pages.papers import hand_out

SHOWN = 100


def _own(request, pk: int) -> Reading:
    return get_object_or_404(request.customer.readings.held().select_related("product__live_revision__book"), pk=pk)


@customer_required
@never_cache
@require_safe
def mine(request):
    rows = request.customer.readings.held().select_related("product__live_revision").order_by("-granted_at", "-pk")
    return render(request, "catalog/readings/mine.html", {"readings": rows[:SHOWN]})


@customer_required
@require_POST
def open_first(request, pk: int):
    """The customer opens it knowing that it is not given back afterwards."""
    reading = _own(request, pk)
    try:
        holding.open_it(reading, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("readings")
    return redirect("reading", pk)


@customer_required
@never_cache
@require_safe
def read(request, pk: int):
    """An article is a page; an e-book is handed out as it is under the title of its page, to be kept by nobody on the way. What was not
    opened yet is opened first."""
    reading = _own(request, pk)
    if reading.opened_at is None or reading.has_lapsed:
        messages.info(request, _("This can no longer be read.") if reading.has_lapsed else _("Open it first."))
        return redirect("readings")
    page = reading.product.live_revision
    if content.is_article(page):
        return render(request, "catalog/readings/article.html", {"page": page, "reading": reading})
    is_kept = page.book is not None and page.book.content_type != "application/pdf"
    return hand_out(page.book, as_attachment=is_kept, called=page.title)
