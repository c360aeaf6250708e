"""Blocks of a store's page that show goods: a row of categories, a grid by rule, the batches that came in last."""

from django import forms
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from catalog.models import Category, Listing
from catalog.search import with_children
from microstore.stores.block_registry import BlockForm, block

MOST = 12
RULES = (
    ("position", _("In shelf order")),
    ("newest", _("Newest first")),
    ("cheapest", _("Lowest price first")),
    ("chosen", _("Chosen by number")),
)
ORDERS = {"position": ("position", "pk"), "newest": ("-listed_at", "-pk"), "cheapest": ("price_fen", "pk")}


class CategoryRowForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=20, required=False)
    most = forms.IntegerField(label=_("How many"), min_value=5, max_value=10, initial=10)
    scanned = ("title",)


class ProductGridForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=20)
    note = forms.CharField(label=_("Line beside the title"), max_length=40, required=False)
    rule = forms.ChoiceField(label=_("Which products"), choices=RULES)
    category = forms.SlugField(label=_("Category"), required=False, help_text=_("Its address word; empty for all."))
    codes = forms.CharField(
        label=_("Product or SKU numbers"), max_length=200, required=False, help_text=_("For chosen ones: HP0001, HP0002")
    )
    most = forms.IntegerField(label=_("How many"), min_value=2, max_value=MOST, initial=8)
    scanned = ("title", "note")

    def clean_codes(self):
        return [code.upper() for code in self.cleaned_data["codes"].replace(",", " ").split()][:MOST]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("category") and not Category.objects.filter(slug=cleaned["category"]).exists():
            self.add_error("category", _("There is no such category."))
        if cleaned.get("rule") == "chosen" and not cleaned.get("codes"):
            self.add_error("codes", _("Name at least one product."))
        return cleaned


@block("category_row", _("Row of categories"), CategoryRowForm, icon="apps")
def category_row(request, data) -> str:
    """Categories with goods in this store, each with the picture of one of them. Two queries."""
    shelf = Listing.objects.on_sale(request.store).filter(category__isnull=False)
    first = dict(shelf.order_by("category", "position", "pk").distinct("category").values_list("category", "picture"))
    rows = Category.objects.filter(pk__in=first).order_by("position", "pk")[: data.get("most") or 10]
    context = {"data": data, "categories": [(row, first[row.pk]) for row in rows]}
    return render_to_string("stores/storefront/blocks/category_row.html", context, request)


@block("product_grid", _("Products"), ProductGridForm, icon="bottle")
def product_grid(request, data) -> str:
    """Goods of this store by rule, those in stock first. One query; two with a category."""
    listings = list(goods_of(request.store, data)[: data.get("most") or 8])
    return render_to_string("stores/storefront/blocks/product_grid.html", {"data": data, "listings": listings}, request)


def goods_of(store, data):
    """The listings a grid shows, in its order."""
    shelf = Listing.objects.on_sale(store)
    if data.get("category"):
        shelf = shelf.filter(category__in=with_children([data["category"]]))
    if data.get("rule") == "chosen":
        codes = data.get("codes") or []
        shelf = shelf.filter(Q(product__code__in=codes) | Q(sku__code__in=codes))
    return shelf.order_by("-in_stock", *ORDERS.get(data.get("rule"), ORDERS["position"]))
