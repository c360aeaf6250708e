"""Ctrl K: colleagues find products in any state."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Sku
from catalog.search import asking, synonyms
from catalog.search.numbers import is_number
from catalog.search.shelf import holds
from catalog.search.spelling import parts
from microstore.compliance.numbers import normalise
from microstore.core.pages import Hit, searchable


@searchable(_("Products"), "catalog.view_product", icon="box")
def find_products(text, user, limit):
    """A whole number opens at once; else names, pinyin included."""
    number = normalise(text)
    exact = Q(code__iexact=number) | Q(live_revision__approval_number=number) | Q(
        pk__in=Sku.objects.filter(is_number(number)).values("product"))
    rows = list(Product.objects.visible_to(user).filter(exact)[:limit]) if number else []
    if rows:
        return [_hit(product, exact=len(rows) == 1) for product in rows]
    words = synonyms.with_synonyms(parts(text))
    if not words:
        return []
    is_named = holds("search", asking.strictly(words))
    named = Product.objects.visible_to(user).alias(is_match=is_named).filter(Q(is_match=True) | Q(name__icontains=text.replace("\x00", "")))
    return [_hit(product) for product in named.order_by("-id")[:limit]]


def _hit(product, exact=False) -> Hit:
    return Hit(product.name, product.get_absolute_url(), text=f"{product.code} · {product.get_state_display()}", icon="box", exact=exact)
