"""What storefront pages show of the catalogue: the sentences of the law, the menu, the store's papers, cards."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from catalog import rendered
from catalog.models import Category, Listing
from catalog.pricing import display
from catalog.pricing.references import WORDS
from microstore.compliance import goods, statements
from microstore.compliance.classes import Zone
from microstore.compliance.goods import BUNDLES
from microstore.core.money import plain_yuan
from microstore.core.templatetags.shop import at_commas

register = template.Library()
MINUTE = 60
ZONES = ("parent__parent__zone", "parent__zone", "zone")  # the top shelf says it for all below
KEPT_BY_ENGINES = {
    "home", "categories", "category", "articles", "article", "help", "about", "licences", "contact", "returns", "privacy", "terms",
    "campaign", "topic",
}


@register.simple_tag
def statement(rule: str) -> str:
    """The exact wording of a required statement, e.g. ``{% statement "S02" %}``."""
    return statements.text_of(rule)


@register.simple_tag
@lru_cache(maxsize=8)
def lawline(rule: str = statements.NOT_A_MEDICINE):
    """A required statement that breaks only between its clauses."""
    return format_html_join("", '<span class="ib">{}</span>', ((part,) for part in at_commas(statements.text_of(rule))))


@register.simple_tag(takes_context=True)
def canonical(context):
    """The one address of a page that search engines keep; nothing on what is of one visitor or one of many views of a list."""
    request = context.get("request")
    name = request.resolver_match.url_name if request and getattr(request, "store", None) and request.resolver_match else ""
    if name not in KEPT_BY_ENGINES or context.get("is_one_of_many") or context.get("query"):
        return ""
    return format_html('<link rel="canonical" href="{}{}">', settings.SITE_URL.rstrip("/"), request.path)


@register.simple_tag
def laws_of(rows):
    """The sentences that stand over a list of cards: that of health food, that of medicines where there are some."""
    drugs = [goods.of(row.product_class).is_drug for row in rows]
    rules = [*([] if drugs and all(drugs) else [statements.NOT_A_MEDICINE]), *([statements.MEDICINE] if any(drugs) else [])]
    return format_html_join(mark_safe("<br>"), "{}", ((lawline(rule),) for rule in rules))


@register.simple_tag
def product_card(listing, eager=False, level=3):
    """The card of a listing, kept between requests."""
    return rendered.card(listing, eager, level)


@register.simple_tag
def unit_price(listing):
    """What one piece or 100 g costs, where the pack says how many it holds (rule PR-01)."""
    return display.unit_price_of(listing.price_fen, "" if listing.product_class in BUNDLES else listing.spec)


@register.simple_tag
def day_price(sku, price_fen):
    """What one day of use costs, where label and pack tell how long it lasts."""
    return display.day_price_of(price_fen, sku)


@register.simple_tag
def struck_price(fen: int, basis: str, is_said: bool = False):
    """A price struck through, and what it is: read out always, written beside it where ``is_said`` (rules PR-03, PR-05)."""
    css = "was__k" if is_said else "vh"
    return format_html('<span class="was"><span class="{}">{}</span> <del>¥{}</del></span>', css, WORDS.get(basis, ""), plain_yuan(fen))


@register.simple_tag(takes_context=True)
def category_menu(context, current=None):
    """The line of categories under the header of wide screens, with goods in this store."""
    request = context.get("request")
    store = getattr(request, "store", None)
    if store is None:
        return ""
    links = [("", "")] + shelves_of(store)
    is_all = bool(request.resolver_match) and request.resolver_match.url_name == "categories"
    return render_to_string("storefront/_menu.html", {"categories": links[1:11], "current": current, "is_all": is_all})


def shelves_of(store) -> list[tuple[str, str]]:
    """(slug, name) of every category with goods in a store, in order."""
    return [(slug, name) for slug, name, _zone in _zoned(store)]


def zones_of(store) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same under the name of their zone: health foods, medicines and other goods do not stand together (rules HF-14, RX-05)."""
    zones = {}
    for slug, name, zone in _zoned(store):
        zones.setdefault(zone, []).append((slug, name))
    return [(Zone(zone).label if zone else "", shelves) for zone, shelves in zones.items()]


def _zoned(store) -> list[tuple[str, str, str]]:
    """(slug, name, zone) of every category with goods in a store, kept for a minute."""
    key = f"shelves-in-zones:{store.pk}:{get_language()}"
    found = cache.get(key)
    if found is None:
        filled = Listing.objects.on_sale(store).order_by().values("category")
        rows = Category.objects.filter(pk__in=filled).order_by("position", "pk").values_list("slug", Category.called_in_rows(), *ZONES)
        found = [(slug, name, next(filter(None, zones), "")) for slug, name, *zones in rows]
        cache.set(key, found, MINUTE)
    return found


@register.simple_tag(takes_context=True)
def shop_papers(context):
    """Licences, numbers, phone and where to complain: what the law wants in every footer (rules EC-01, E05, E08, E09)."""
    store = getattr(context.get("request"), "store", None)
    if store is None:
        return ""
    key = f"papers:{store.pk}:{get_language()}:{get_script_prefix()}"
    html = cache.get(key)
    if html is None:
        html = render_to_string("storefront/_papers.html", {"store": store, "licences": list(store.licences.in_force())})
        cache.set(key, html, MINUTE)
    return format_html("{}", html)


@register.simple_tag
def suggestion_address(suggestion) -> str:
    from catalog.storefront import addresses

    return addresses.of_suggestion(suggestion)


@register.filter
def first_few(counter: int) -> bool:
    """The first four pictures of a list are fetched at once, the others when they come near."""
    return counter <= 4
