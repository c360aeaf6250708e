"""Making products findable: words, every ending of the name, of its pinyin and of its initials.

The two word libraries cost 90 MB; they are imported here alone, and this runs in a worker.
"""
import csv
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from catalog.models import Listing, Product
from catalog.words import LONGEST_ENDING, plain

SYNONYMS = Path(__file__).parent / "data" / "synonyms.csv"
LONGEST_PINYIN = 30
LONGEST_INITIALS = 16
PINYIN_KEPT = 200

WRITE = """
UPDATE catalog_product SET pinyin = %s, search =
    setweight(array_to_tsvector(%s::text[]), 'A') || setweight(array_to_tsvector(%s::text[]), 'B') ||
    setweight(array_to_tsvector(%s::text[]), 'C') || setweight(array_to_tsvector(%s::text[]), 'D')
WHERE id = %s
"""


def index(product_ids) -> int:
    """Write the search words of these products, and their pinyin onto the cards. Returns how many."""
    products = (Product.objects.filter(pk__in=list(product_ids)).select_related("live_revision", "brand", "category")
                .prefetch_related("skus").order_by("pk"))
    rows = [(*document(product), product.pk) for product in products]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(WRITE, rows)
        cursor.execute(
            "UPDATE catalog_listing SET pinyin = p.pinyin FROM catalog_product p WHERE p.id = product_id AND p.id = ANY(%s)",
            [[row[-1] for row in rows]])
    return len(rows)


def document(product) -> tuple[str, list, list, list, list]:
    """Pinyin for sorting, then the words of weight A to D: words and numbers, endings, pinyin and initials, ingredients."""
    revision = product.live_revision
    name = revision.title if revision else product.name
    sounds = syllables(plain(name))
    strong = words_of(" ".join([name, product.brand.name if product.brand else "", product.category.name])) | numbers_of(product)
    weak = words_of(f"{revision.ingredients} {revision.function_claim} {revision.dosage_form}") if revision else set()
    endings = endings_of(plain(name), LONGEST_ENDING)
    latin = endings_of_parts(sounds, LONGEST_PINYIN) | endings_of_parts([sound[0] for sound in sounds], LONGEST_INITIALS)
    strong |= also_called(plain(name))
    return " ".join(sounds)[:PINYIN_KEPT], *(sorted(part) for part in (strong, endings, latin, weak))


def words_of(text: str) -> set[str]:
    import rjieba

    return {word for word in map(plain, rjieba.cut_for_search(text, True)) if word}


def numbers_of(product) -> set[str]:
    """Product number, SKUs, bar codes and the approval number, whole and by their digits."""
    approval = plain(product.live_revision.approval_number) if product.live_revision else ""
    found = {plain(product.code), approval, approval.lstrip("".join(letter for letter in approval if not letter.isdigit()))}
    for sku in product.skus.all():
        found |= {plain(sku.code), sku.barcode}
    return found - {""}


def syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [sound.lower() for sound in lazy_pinyin(text, errors=list) if sound]


def endings_of(text: str, longest: int) -> set[str]:
    """Every ending, cut to ``longest``: a prefix search over them finds any part of the text."""
    return {text[i:i + longest] for i in range(len(text))}


def endings_of_parts(sounds: list[str], longest: int) -> set[str]:
    return {"".join(sounds[i:])[:longest] for i in range(len(sounds))}


def also_called(name: str) -> set[str]:
    """Other words for what the name holds."""
    return {plain(other) for word, other in _synonyms() if word in name}


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    with SYNONYMS.open(encoding="utf-8", newline="") as file:
        return tuple((row["word"], row["also"]) for row in csv.DictReader(file))


def reindex_listed() -> int:
    return index(Listing.objects.filter(is_on=True).values_list("product_id", flat=True).distinct())
