"""Lists of goods: categories and search, with sorting, narrowing and paging that are all in the address."""

from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog import search as finding
from catalog.models import Category
from catalog.storefront import keeping
from catalog.templatetags.shelf import shelves_of
from microstore.core.access import open_to
from microstore.stores import freshness

SORTS = (
    ("", gettext_lazy("Best match")),
    ("new", gettext_lazy("Newest")),
    ("price", gettext_lazy("Price up")),
    ("-price", gettext_lazy("Price down")),
)
KEPT = ("q", "cat", "brand", "form", "from", "to", "stock", "sort")
MOST_YUAN = 1_000_000


@open_to("public")
@require_safe
def categories(request):
    """Every category with goods, and all goods."""
    return _shelf(request, "catalog/storefront/category.html", title=_("All products"), current="")


@open_to("public")
@require_safe
def category(request, slug):
    shelf = Category.objects.filter(slug=slug).first()
    if shelf is None:
        raise Http404
    return _shelf(request, "catalog/storefront/category.html", title=shelf.name, current=slug, category=slug)


@open_to("public")
@require_safe
def search(request):
    """Results; one exact number opens its product; without words, the page that helps to find some."""
    text = request.GET.get("q", "").strip()[:60]
    if not text:
        return render(request, "catalog/storefront/search_start.html", {"categories": shelves_of(request.store)})
    hit = finding.direct(text, request.store)
    if hit is not None:
        return redirect("product", hit.slug)
    return _shelf(request, "catalog/storefront/search.html", title=text, text=text)


@open_to("public")
@require_safe
def suggest(request):
    """The lines under the search field, for htmx-free script: a fragment of links."""
    found = finding.suggest(request.GET.get("q", "")[:60], request.store)
    return render(request, "catalog/storefront/_suggestions.html", {"suggestions": found})


def _shelf(request, template, *, title, current="", text="", category=None):
    """Answers the whole page, or with ``?part=more`` the cards alone. Kept until any card of the store changes."""
    if request.GET.get("part") == "more":
        template = "catalog/storefront/_more.html"
    key = freshness.stamp(request.store)
    about = {"title": title, "current": current, "query": text}
    return keeping.page(request, key, template, lambda: about | _goods(request, text, category))


def _goods(request, text, category) -> dict:
    query = _Query(request.GET)
    found = finding.find(text, request.store, sort=query.sort, category=query.categories or category, **query.choices)
    window = found.page(request.GET.get("after", ""))
    context = {"window": window, "more_url": query.with_(after=window.after) if window.after else ""}
    if request.GET.get("part") == "more":
        return context
    return context | {
        "facets": found.facets, "is_loose": found.is_loose, "categories": shelves_of(request.store), "asked": query,
        "clear_url": query.cleared(), "sorts": [(query.with_(sort=value), label, value == query.sort) for value, label in SORTS],
    }  # fmt: skip


class _Query:
    """What the address asks for, and addresses that ask for something else."""

    def __init__(self, data):
        self.data = {name: data.getlist(name) for name in KEPT if any(data.getlist(name))}
        sort = data.get("sort", "")
        self.sort = sort if sort in dict(SORTS) else ""
        self.categories, self.brands, self.forms = (_words(data.getlist(name)) for name in ("cat", "brand", "form"))
        self.least, self.most = _fen(data.get("from")), _fen(data.get("to"))
        self.in_stock = data.get("stock") == "1"

    @property
    def choices(self):
        return {"brand": self.brands, "form": self.forms, "price": (self.least, self.most), "in_stock": self.in_stock}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.categories or self.brands or self.forms or self.in_stock or self.least is not None or self.most is not None)

    def with_(self, **changes) -> str:
        kept = {name: values for name, values in self.data.items() if name not in changes}
        return "?" + urlencode(kept | {name: value for name, value in changes.items() if value}, doseq=True)

    def without(self, name, value) -> str:
        kept = self.data | {name: [one for one in self.data.get(name, []) if one != value]}
        return "?" + urlencode(kept, doseq=True)

    def cleared(self) -> str:
        return "?" + urlencode({name: self.data[name] for name in ("q", "sort") if name in self.data}, doseq=True)


def _words(values) -> list[str]:
    """Without what no name can hold."""
    return [value for value in values if "\x00" not in value]


def _fen(yuan) -> int | None:
    """Yuan as typed, in fen; what makes no sense is not asked for."""
    try:
        amount = Decimal(str(yuan).strip())
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and 0 <= amount <= MOST_YUAN else None


def address_of(suggestion) -> str:
    """Where a suggestion leads."""
    if suggestion.kind == "brand":
        return f"{reverse('categories')}?{urlencode({'brand': suggestion.slug})}"
    return reverse(suggestion.kind, args=[suggestion.slug])
