"""Lists of goods: categories and search, with sorting, narrowing and paging that are all in the address."""

import time

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import search as finding
from catalog.models import Category, CategoryRedirect
from catalog.search import illness, journal
from catalog.search.facets import name_of
from catalog.storefront import keeping, page_words
from catalog.storefront.addresses import SORTS, ListAddress
from catalog.templatetags.shelf import shelves_of, zones_of
from microstore.compliance.classes import Zone
from microstore.core.access import open_to
from microstore.core.money import plain_yuan
from microstore.stores import freshness

LONGEST = 60


@open_to("public")
@require_safe
def categories(request):
    """Every category with goods, and all goods."""
    return _shelf(request, "catalog/storefront/category.html", title=_("All products"), current="")


@open_to("public")
@require_safe
def category(request, slug):
    """A category whose address moved leads to where it is now, for good; prescription drugs have a list of their own."""
    shelf = Category.objects.filter(slug=slug).first()
    if shelf is None:
        moved = CategoryRedirect.objects.select_related("category").filter(slug=slug).first()
        if moved is None:
            raise Http404
        return redirect("category", moved.category.slug, permanent=True)
    if shelf.zone == Zone.RX:
        return redirect("medicines")
    return _shelf(request, "catalog/storefront/category.html", title=shelf.called, current=slug, category=slug)


@open_to("public")
@require_safe
def search(request):
    """Results; an exact number opens its product, a word for a page that page; a word of illness leads to advice without goods."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if not text:
        return render(request, "catalog/storefront/search_start.html", {"categories": shelves_of(request.store)})
    if illness.is_named_in(text):
        journal.note(request.store, text, journal.Outcome.ILLNESS, 0)
        return render(request, "catalog/storefront/search_advice.html", {"query": text, "categories": shelves_of(request.store)})
    if page := page_words.address_of(text):
        return redirect(page)
    hit = finding.direct(text, request.store)
    if hit is not None:
        return redirect("product", hit.slug)
    begun = time.perf_counter()
    answer = _shelf(request, "catalog/storefront/search.html", title=text, text=text)
    if not request.GET.get("after"):
        journal.note(request.store, text, None, int((time.perf_counter() - begun) * 1000))
    return answer


@open_to("public")
@require_safe
def suggest(request):
    """The lines under the search field, for htmx-free script: a fragment of options."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    found = finding.suggest(text, request.store)
    return render(request, "catalog/storefront/_suggestions.html", {"suggestions": found, "query": text.strip()})


def _shelf(request, template, *, title, current="", text="", category=None):
    """Answers the whole page, or with ``?part=more`` the cards alone. Kept until any card of the store changes."""
    if request.GET.get("part") == "more":
        template = "catalog/storefront/_more.html"
    key = freshness.stamp(request.store)
    about = {"title": title, "current": current, "query": text}
    return keeping.page(request, key, template, lambda: about | _goods(request, text, category))


def _goods(request, text, category) -> dict:
    asked = ListAddress(request.GET)
    choices = asked.choices
    found = finding.find(
        text, request.store, sort=asked.sort, as_typed=asked.exact, **choices | {"category": choices.get("category") or category})
    window = found.page(request.GET.get("after", ""))
    context = {"window": window, "more_url": asked.with_(after=window.after) if window.after else ""}
    if text:
        journal.remember(request.store, text, found, window.total)
    if request.GET.get("part") == "more":
        return context
    facets = found.facets
    context |= {
        "filters": _filters(facets, asked, beside_shelves=not text), "chips": _chips(facets, asked),
        "is_loose": found.is_loose, "meant": found.meant,
        "categories": shelves_of(request.store), "zones": zones_of(request.store),
        "asked": asked, "clear_url": asked.cleared(), "exact_url": asked.with_(exact="1"),
        "is_one_of_many": asked.is_one_of_many or "after" in request.GET,
        "sorts": [(asked.with_(sort=value), label, value == asked.sort) for value, label in SORTS],
    }  # fmt: skip
    return context if window.rows or not text else context | {"nearest": finding.nearest(text)}


def _filters(facets, asked, *, beside_shelves) -> list[tuple]:
    """(label, [(name of the field, its value, label, count, is ticked)]), counts with a plus where more matched than were counted.
    Beside the list of shelves nobody chooses a shelf once more."""
    plus = "+" if facets.is_at_least else ""
    return [
        (group.label, [(*asked.field(group.name, each.value), each.label, f"{each.count}{plus}", asked.has(group.name, each.value))
                       for each in group.choices])
        for group in facets.groups if len(group.choices) > 1 or any(each.is_chosen for each in group.choices)
        if not (beside_shelves and group.name == "category")]  # fmt: skip


def _chips(facets, asked) -> list[tuple[str, str]]:
    """(label, the address without it) of every choice made."""
    labels = {(group.name, each.value): each.label for group in facets.groups for each in group.choices}
    found = [(labels.get((facet, value)) or name_of(facet, value) or value, asked.without(facet, value))
             for facet, values in asked.chosen.items() for value in values]  # fmt: skip
    if asked.least is not None or asked.most is not None:
        ends = [plain_yuan(fen) if fen is not None else "" for fen in (asked.least, asked.most)]
        found.append((f"¥{ends[0]}–{ends[1]}", asked.without("from")))
    return [*found, (_("In stock only"), asked.without("stock"))] if asked.in_stock else found
