"""A row of a list of products as facts of the page, the shelf and the pack size, each cleaned as the page's own form cleans it."""

from functools import cache, partial

from catalog.forms import SkuForm
from catalog.forms.product import ProductForm
from catalog.gate.attributes import PREFIX
from catalog.imports import cells
from catalog.imports.kinds.product_columns import PAGE, SHELF, SKU, all_columns, further
from catalog.models import Brand, Category, ProductRevision, Supplier
from microstore.accounts.models import User
from microstore.compliance import functions, goods
from microstore.compliance.classes import ProductClass
from microstore.core.sentences import gettext as _


class Lookups:
    """Categories, brands, suppliers and colleagues by what people write, read once per trial."""

    def __init__(self):
        self.category = self._paths(Category.objects.select_related("parent__parent"))
        self.brand = self._words(Brand.objects.all(), "name", "slug")
        self.supplier = self._words(Supplier.objects.all(), "name", "code")
        self.owner = self._words(User.objects.filter(is_staff=True, is_active=True), "name", "username")
        self.product_class = cells.Choice(ProductClass.choices)

    @staticmethod
    def _words(rows, *names):
        return {str(getattr(row, name)).casefold(): row for row in rows for name in names if getattr(row, name)}

    @staticmethod
    def _paths(rows):
        """A category by its address, its whole path, or its name where only one has it."""
        found, doubled = {}, set()
        for row in rows:
            path = row.name if row.parent is None else f"{row.parent.name}>{row.name}"
            (doubled.add(row.name.casefold()) if row.name.casefold() in found else None)
            found |= {row.name.casefold(): row, path.casefold(): row, row.slug: row}
            found |= {row.name_en.casefold(): row} if row.name_en else {}
        return {word: row for word, row in found.items() if word not in doubled}

    def find(self, name: str, given: str):
        if name == "product_class":
            return self.product_class(given)
        word = given.casefold()
        if name == "category":
            word = ">".join(part.strip() for part in word.replace("/", ">").replace("＞", ">").split(">"))
            word = word if word in getattr(self, name) else word.rsplit(">", 1)[-1]
        if (row := getattr(self, name).get(word)) is None:
            raise ValueError(_("There is no “%(text)s”.") % {"text": given[:40]})
        return row


@cache
def form_of(product_class: str) -> ProductForm:
    """The page's own form of a class, for its fields and its rules across fields."""
    return ProductForm(product_class=product_class)


@cache
def choice_of(name: str):
    if name == "function_ids":
        return cells.Choice(functions.choices())
    return cells.Choice(ProductRevision.Basis.choices)


@cache
def attribute_choice(product_class: str, name: str) -> cells.Choice:
    return cells.Choice(goods.of(product_class).attribute(name.removeprefix(PREFIX)).choices)


@cache
def labels() -> dict[str, str]:
    return {column.name: column.label for column in all_columns()}


@cache
def sku_fields() -> dict:
    return SkuForm().fields


def page_fact(product_class: str, name: str, given: str):
    """Refuses what this class does not state."""
    form = form_of(product_class)
    if name not in form.fields:
        raise ValueError(_("Goods of this class do not state this."))
    if name == "function_ids":
        return [choice_of(name)(part) for part in cells.several(given)]
    if name == "certificate_basis":
        return choice_of(name)(given)
    if name == "certificate_until":
        return cells.day(given)
    if name.startswith(PREFIX) and goods.of(product_class).attribute(name.removeprefix(PREFIX)).choices:
        return attribute_choice(product_class, name)(given)
    return cells.by_field(form.fields[name], given)


def sku_fact(name: str, given: str):
    if name == "cost_fen":
        return cells.fen(given)
    if name == "is_active":
        return cells.yes(given)
    if name in ("weight_grams", "shelf_life_months", "units_of_use", "intake_per_day"):
        return cells.count(given)
    return cells.by_field(sku_fields()[name], given)


class Reading:
    """What the cells of one row say; an empty cell leaves a fact as it is."""

    def __init__(self, given: dict[str, str], lookups: Lookups, known_class: str | None):
        self.given, self.lookups = {name: cell for name, cell in given.items() if cell}, lookups
        self.page, self.shelf, self.sku, self.faults = {}, {}, {}, []
        self._take(self.shelf, SHELF, lookups.find)
        self.product_class = known_class or self.shelf.get("product_class", ProductClass.HEALTH_FOOD)
        self._take(self.sku, SKU, sku_fact)
        self._take(self.page, (*PAGE, *further()), partial(page_fact, self.product_class))

    def _take(self, facts: dict, names, read) -> None:
        for name in names:
            if name in self.given:
                try:
                    facts[name] = read(name, cells.text(self.given[name]))
                except ValueError as error:
                    self.faults.append(_("%(field)s: %(fault)s") % {"field": labels()[name], "fault": str(error)})
