"""Making products findable: every product cut into the pieces that questions are cut into.

The two word libraries cost 90 MB; they are imported here alone, and this runs in a worker.
"""

import re

from django.db import connection, transaction

from catalog.models import Listing, Product, SearchWord
from catalog.search import slips, spelling, traits
from catalog.search.spelling import plain
from microstore.compliance import functions

PINYIN_KEPT = 200
INGREDIENTS_READ = 80
LONGEST_WORD = 10
AT_ONCE = 500

BETWEEN = "\x1f"  # the pieces of one product on the way to the database
WRITE = """
UPDATE catalog_product AS product
   SET pinyin = given.pinyin, sought = given.sought, search = array_to_tsvector(string_to_array(given.pieces, %s))
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS given (id, pinyin, sought, pieces) WHERE product.id = given.id
"""
SHOW = """
UPDATE catalog_listing AS listing SET pinyin = product.pinyin, traits = given.traits
  FROM catalog_product AS product JOIN unnest(%s::bigint[], %s::text[]) AS kept (id, line) ON kept.id = product.id
       CROSS JOIN LATERAL (SELECT coalesce(string_to_array(nullif(kept.line, ''), '|'), '{}') AS traits) AS given
 WHERE product.id = listing.product_id AND (listing.pinyin, listing.traits::text[]) IS DISTINCT FROM (product.pinyin, given.traits)
"""


def index(product_ids) -> int:
    """Write the pieces of these products, their pinyin and traits onto the cards, and their words into the vocabulary. Returns how many."""
    products = (Product.objects.filter(pk__in=list(product_ids)).select_related("live_revision", "brand", "category__parent")
                .prefetch_related("skus").order_by("pk"))
    words, rows = set(), []
    for product in products:
        sounds, sought, pieces = document(product)
        marks = traits.of_page(product.product_class, product.live_revision)
        rows.append((product.pk, sounds, sought, BETWEEN.join(pieces), "|".join(marks)))
        words |= words_of(product)
    if rows:
        keys, *columns, lines = map(list, zip(*rows, strict=True))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITE, [BETWEEN, keys, *columns])
            cursor.execute(SHOW, [keys, lines])
        learn(words)
    return len(rows)


def document(product) -> tuple[str, str, list[str]]:
    """Pinyin for sorting, name and brand as search spells them, and all pieces."""
    revision = product.live_revision
    name, brand = plain(name_of(product)), plain(product.brand.name) if product.brand else ""
    readings = [syllables(name), spelling.syllables(name)]
    shelf = category_names(product)
    pieces = spelling.text_pieces(name) | spelling.text_pieces(brand)
    for sounds in (*readings, syllables(brand), *(syllables(plain(shelf_name)) for shelf_name in shelf)):
        pieces |= spelling.sound_pieces(sounds)
    for sounds in readings:
        pieces |= spelling.initial_pieces(sounds)
    for number in numbers_of(product):
        pieces |= spelling.number_pieces(number)
    for text in (*shelf, *purposes_of(revision), *inside_of(product)):
        pieces |= spelling.text_pieces(plain(text), "+")
    pieces |= spelling.pair_pieces(plain(revision.ingredients)[:INGREDIENTS_READ], "-") if revision else set()
    pieces |= {f"@{mark}" for mark in traits.of_product(product)}
    return " ".join(readings[0])[:PINYIN_KEPT], f"{name} {brand}"[:PINYIN_KEPT], sorted(pieces)


def name_of(product) -> str:
    """The name without the R that old registry entries print for ®."""
    name = product.live_revision.title if product.live_revision else product.name
    brand = product.brand.name if product.brand else ""
    return name.replace(f"{brand}R", brand, 1) if brand else name


def category_names(product) -> list[str]:
    found, shelf = [], product.category
    while shelf is not None and len(found) < 2:
        found.append(shelf.name)
        shelf = shelf.parent
    return found[:1]


def purposes_of(revision) -> list[str]:
    """What it is for, for whom, in which form."""
    if revision is None:
        return []
    known = functions.all_functions()
    official = [known[code].name for code in revision.function_ids if code in known]
    return [revision.function_claim, *official, revision.dosage_form, revision.suitable_population]


def inside_of(product) -> list[str]:
    """Names of what bundles hold."""
    parts = [part for sku in product.skus.all() if sku.is_bundle for part in sku.parts.select_related("component__product")]
    return [part.component.product.name for part in parts if part.component.product_id != product.pk]


def numbers_of(product) -> set[str]:
    """Product number, SKUs, bar codes and the approval number from its first letter or digit on."""
    approval = plain(product.live_revision.approval_number) if product.live_revision else ""
    found = {plain(product.code), re.sub(r"^[^\da-z]+|\D+$", "", approval)}
    for sku in product.skus.all():
        found |= {plain(sku.code), sku.barcode}
    return found - {""}


def syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [sound.lower() for sound in lazy_pinyin(text, errors=list, v_to_u=False) if sound]


# ── the vocabulary ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def words_of(product) -> set[str]:
    """Words of the name, of the brand and of the first ingredients; a word and the letter behind it count as one as well: 维生素c."""
    import rjieba

    brand = plain(product.brand.name) if product.brand else ""
    name = plain(name_of(product)).replace(brand, "", 1) if brand else plain(name_of(product))
    cut = rjieba.cut(name, True)
    found = {brand, *cut, *rjieba.cut_for_search(name, True)}
    found |= {word + letters for word, letters in zip(cut, cut[1:], strict=False) if letters.isascii()}
    if product.live_revision:
        named = re.split(r"[、，,；;（(]", product.live_revision.ingredients)[:6]
        found |= {plain(item) for item in named}
    return {word for word in found if 0 < len(word) <= LONGEST_WORD and not word.isdigit()}


def learn(words: set[str]) -> None:
    """Words the vocabulary does not hold yet."""
    new = sorted(words - set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True)))
    rows = []
    for word in new:
        sound = "".join(syllables(word))[:60]
        rows.append(SearchWord(word=word, sound=sound, slips=sorted(slips.keys_of(word, sound))))
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


# ── keeping up ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def reindex_listed() -> int:
    """Everything on a shelf anew."""
    return _in_turns(Listing.objects.filter(is_on=True).values_list("product_id", flat=True).distinct().order_by("product_id"))


def index_missed() -> int:
    """Products with a live page that search does not know yet: after an upgrade, or when their news got lost."""
    return _in_turns(Product.objects.filter(sought="", live_revision__isnull=False).values_list("pk", flat=True).order_by("pk"))


def _in_turns(keys) -> int:
    keys = list(keys)
    return sum(index(keys[at:at + AT_ONCE]) for at in range(0, len(keys), AT_ONCE))
