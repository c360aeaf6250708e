"""What the address of a list asks for, and addresses that ask for something else."""

from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

SORTS = (
    ("", gettext_lazy("Best match")),
    ("new", gettext_lazy("Newest")),
    ("price", gettext_lazy("Price up")),
    ("-price", gettext_lazy("Price down")),
)
# facet → its name in the address
NAMES = {"category": "cat", "brand": "brand", "form": "form", "function": "fn", "people": "for", "price": "band"}
KEPT = ("q", *NAMES.values(), "is", "from", "to", "stock", "sort", "exact")
MOST_YUAN = 1_000_000
MOST_CHOICES = 12


class ListAddress:
    """Everything a list shows stands in its address, so that it can be sent, kept and gone back to."""

    def __init__(self, data):
        self.data = {name: _words(data.getlist(name))[:MOST_CHOICES] for name in KEPT}
        self.data = {name: values for name, values in self.data.items() if any(values)}
        sort = data.get("sort", "")
        self.sort = sort if sort in dict(SORTS) else ""
        self.least, self.most = _fen(data.get("from")), _fen(data.get("to"))
        self.in_stock = data.get("stock") == "1"
        self.exact = data.get("exact") == "1"

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Facet → values. What a class of goods declares comes as ``is=facet:value``."""
        found = {facet: self.data[name] for facet, name in NAMES.items() if name in self.data}
        for each in self.data.get("is", []):
            facet, colon, value = each.partition(":")
            if colon and facet not in NAMES:
                found.setdefault(facet, []).append(value)
        return found

    @property
    def choices(self) -> dict:
        """As ``search.find`` takes them."""
        chosen = self.chosen
        bands = chosen.pop("price", [])
        return chosen | {"band": bands, "price": (self.least, self.most), "in_stock": self.in_stock}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.in_stock or self.least is not None or self.most is not None)

    @property
    def is_one_of_many(self) -> bool:
        """A view of a list that has an address of its own: search engines keep that one alone."""
        return self.is_narrowed or bool(self.sort)

    def has(self, facet: str, value: str) -> bool:
        return value in self.chosen.get(facet, ())

    def field(self, facet: str, value: str) -> tuple[str, str]:
        """(name, value) of the tick box of a choice."""
        return (NAMES[facet], value) if facet in NAMES else ("is", f"{facet}:{value}")

    def with_(self, **changes) -> str:
        kept = {name: values for name, values in self.data.items() if name not in changes}
        return "?" + urlencode(kept | {name: value for name, value in changes.items() if value}, doseq=True)

    def without(self, facet: str, value: str = "") -> str:
        """Without one choice; without what is typed about the price, or the stock."""
        if facet in ("stock", "from"):
            gone = {"stock": ("stock",), "from": ("from", "to")}[facet]
            return "?" + urlencode({name: values for name, values in self.data.items() if name not in gone}, doseq=True)
        name, kept = self.field(facet, value)
        return "?" + urlencode(self.data | {name: [one for one in self.data.get(name, []) if one != kept]}, doseq=True)

    def cleared(self) -> str:
        return "?" + urlencode({name: self.data[name] for name in ("q", "sort") if name in self.data}, doseq=True)


def _words(values) -> list[str]:
    """Without what no name can hold."""
    return [value for value in values if value and "\x00" not in value]


def _fen(yuan) -> int | None:
    """Yuan as typed, in fen; what makes no sense is not asked for."""
    try:
        amount = Decimal(str(yuan).strip())
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and 0 <= amount <= MOST_YUAN else None


def of_suggestion(suggestion) -> str:
    """Where a suggestion leads."""
    if suggestion.kind == "advice":
        return f"{reverse('search')}?{urlencode({'q': suggestion.text})}"
    if suggestion.kind == "brand":
        return f"{reverse('categories')}?{urlencode({'brand': suggestion.slug})}"
    return reverse(suggestion.kind, args=[suggestion.slug])
