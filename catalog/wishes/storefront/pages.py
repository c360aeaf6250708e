"""Favourites, what I looked at, and goods side by side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Favourite, Listing, Visit
from catalog.wishes.services import history
from catalog.wishes.storefront import keeping_in_mind as mind
from catalog.wishes.storefront.facts import rows_of
from microstore.accounts.doors import safe_next
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.pages import keyset

PER_PAGE = 30
NEWEST = ("-at", "-pk")


def _shown(request, pks) -> dict[int, Listing]:
    """Rows of this store by key, those that left the shelf included."""
    return Listing.objects.filter(store=request.store, pk__in=pks).in_bulk()


@open_to("public")
@never_cache
@require_safe
def favourites(request):
    """Newest first, with what became of the price since."""
    after = ""
    if request.customer:
        rows = Favourite.objects.filter(customer=request.customer, listing__store=request.store).select_related("listing")
        window = keyset.window(rows, NEWEST, size=PER_PAGE, after=request.GET.get("after", ""))
        kept, after = [(row.listing, row.price_fen) for row in window.rows], window.after
    else:
        prices = mind.kept_by_stranger(request)
        found = _shown(request, prices)
        kept = [(found[int(pk)], price) for pk, price in reversed(prices.items()) if int(pk) in found]
    return render(request, "catalog/storefront/wishes/favourites.html", {"rows": [_moved(*each) for each in kept], "after": after})


def _moved(listing: Listing, then_fen: int | None) -> dict:
    is_here = listing.is_on and listing.price_fen is not None
    change = listing.price_fen - then_fen if is_here and then_fen is not None else 0
    return {"listing": listing, "is_here": is_here, "change_fen": change, "by_fen": abs(change)}


@open_to("public")
@require_POST
def favourite(request, slug):
    """Keep it, or let it go; back to where the visitor was."""
    listing = get_object_or_404(Listing.objects.filter(store=request.store), slug=slug)
    try:
        mind.toggle_favourite(request, listing, request.POST.get("keep") != "0")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(safe_next(request, request.POST.get("next", ""), "") or "favourites")


@open_to("public")
@require_POST
def favourite_of_card(request):
    """The heart of a card. A script that sends it paints the heart itself; without one the page says what was done."""
    given = request.POST.get("listing", "")
    listing = get_object_or_404(Listing.objects.filter(store=request.store), pk=int(given) if given.isascii() and given.isdigit() else 0)
    is_kept = request.POST.get("keep") != "0"
    try:
        mind.toggle_favourite(request, listing, is_kept)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=204)
        said = _("“%(title)s” is among your favourites, under Me.") if is_kept else _("“%(title)s” is no longer a favourite.")
        messages.success(request, said % {"title": listing.title})
    return redirect(safe_next(request, request.POST.get("next", ""), "") or "favourites")


@open_to("public")
@never_cache
@require_safe
def visits(request):
    after = ""
    if request.customer:
        rows = Visit.objects.filter(customer=request.customer, listing__store=request.store).select_related("listing")
        window = keyset.window(rows, NEWEST, size=PER_PAGE, after=request.GET.get("after", ""))
        seen, after = [row.listing for row in window.rows], window.after
    else:
        pks = mind.seen_by_stranger(request)
        found = _shown(request, pks)
        seen = [found[pk] for pk in pks if pk in found]
    return render(request, "catalog/storefront/wishes/history.html", {"rows": [_moved(each, None) for each in seen], "after": after})


@open_to("public")
@require_POST
def forget_visits(request):
    """One product, or everything."""
    given = request.POST.get("listing", "")
    one = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else None
    answer = redirect("history")
    if request.customer:
        history.forget(request.customer, one)
    elif one is None:
        answer.delete_cookie(mind.SEEN_COOKIE)
    else:
        mind.keep_seen(answer, [pk for pk in mind.seen_by_stranger(request) if pk != one], secure=request.is_secure())
    messages.success(request, _("Forgotten."))
    return answer


@open_to("public")
@never_cache
@require_safe
def compare(request):
    """Up to four side by side; rows in which they differ are marked."""
    pks = mind.compared(request)
    there = Listing.objects.on_sale(request.store).filter(pk__in=pks).select_related("product__live_revision", "brand", "sku").in_bulk()
    listings = [there[pk] for pk in pks if pk in there]
    given = {"listings": listings, "rows": rows_of(listings), "most": mind.MOST_COMPARED}
    return render(request, "catalog/storefront/wishes/compare.html", given)


@open_to("public")
@require_POST
def compare_with(request, slug):
    """Put a product beside the others, or take it away."""
    listing = get_object_or_404(Listing.objects.on_sale(request.store), slug=slug)
    pks = [pk for pk in mind.compared(request) if pk != listing.pk]
    if request.POST.get("keep") != "0":
        if len(pks) >= mind.MOST_COMPARED:
            messages.error(request, _("At most %(most)d side by side. Take one away first.") % {"most": mind.MOST_COMPARED})
            return redirect("compare")
        pks.append(listing.pk)
    mind.compare(request, pks)
    return redirect("compare")
