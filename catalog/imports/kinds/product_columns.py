"""Columns of a list of products: the page, its place in the shop, and one pack size per row."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from catalog.forms.product import ProductForm
from catalog.gate.attributes import PREFIX
from catalog.imports.columns import Column
from catalog.models import Product, ProductRevision, Sku
from microstore.compliance import goods

PAGE = tuple(ProductForm.Meta.fields)
SHELF = ("product_class", "category", "brand", "supplier", "owner")
SKU = ("barcode", "spec", "weight_grams", "shelf_life_months", "units_of_use", "intake_per_day", "cost_fen", "is_active")
NEEDED = ("certificate_name", "category", "supplier", "spec")


def _labels(model, names):
    return [(name, model._meta.get_field(name).verbose_name) for name in names]


@cache
def further() -> dict[str, object]:
    """Every further fact that some class of goods states, by the name of its column."""
    return {PREFIX + one.name: one for rules in goods.ALL.values() for one in rules.attributes}


@cache
def all_columns() -> list[Column]:
    named = [
        ("code", _("Product number")), *_labels(ProductRevision, PAGE), *_labels(Product, SHELF), ("sku", _("SKU number")),
        *_labels(Sku, SKU[:-2]), ("cost_fen", _("Cost, yuan")), ("is_active", _("Pack size in use")),
        *((name, one.label) for name, one in further().items()),
    ]  # fmt: skip
    return [Column(name, label, name in NEEDED) for name, label in named]
