"""A large shelf: goods made by recombining the names of the demo's, written set by set. Run as a module with how many there should be.

Every row of a new product is the row of a demo product with another name, number and price, so that nothing a department adds to
these tables is left out.
"""

import csv
import json
import random
import re
import sys
import time
from io import StringIO

import django

FIRST = "B"  # codes of goods made here begin with it
AT_ONCE = 1000
BRAND_NAMES = 200
FORMS = ("片剂", "硬胶囊", "软胶囊", "口服液", "颗粒剂", "粉剂", "咀嚼片", "茶剂")
ENDINGS = {"片剂": "片", "硬胶囊": "胶囊", "颗粒剂": "颗粒", "粉剂": "粉", "茶剂": "茶"}


def grow(size: int) -> dict:
    """Make goods until the default store has ``size`` on its shelf; index them; count the shelf. Returns what took how long."""
    from django.db import connection, transaction

    from catalog.models import Listing
    from catalog.search import counts
    from microstore.stores.models import Store

    store, begun, took = Store.objects.get(is_default=True), time.perf_counter(), {}
    missing = size - Listing.objects.on_sale(store).count()
    if missing > 0:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET maintenance_work_mem = '256MB'")
            cursor.execute("DROP INDEX IF EXISTS product_search")
            with transaction.atomic():
                write(cursor, recombined(missing, newest(cursor)), store)
            took["rows"] = time.perf_counter() - begun
            index_all()
            cursor.execute("CREATE INDEX IF NOT EXISTS product_search ON catalog_product USING gin (search)")
        took["search"] = time.perf_counter() - begun - took["rows"]
    with connection.cursor() as cursor:
        for table in ("product", "productrevision", "sku", "price", "listing", "searchword"):
            cursor.execute(f"VACUUM ANALYZE catalog_{table}")
    counts.count_large_shelves()
    return took | {"all": time.perf_counter() - begun, "goods": Listing.objects.on_sale(store).count()}


def newest(cursor) -> int:
    cursor.execute("SELECT coalesce(max(substr(code, 2)::int), 0) FROM catalog_product WHERE code ~ '^B[0-9]+$'")
    return cursor.fetchone()[0]


def recombined(count: int, after: int):
    """(number, base product, brand, title, form, approval number, price in fen): words of two names, a form, a brand."""
    from catalog.models import Brand, Product

    chance = random.Random(after + 1)
    bases = list(Product.objects.exclude(code__startswith=FIRST).filter(live_revision__isnull=False)
                 .values_list("pk", "live_revision__title", "brand__name"))
    words = [(pk, core(title, brand or "")) for pk, title, brand in bases]
    brands = list(Brand.objects.values_list("pk", "name")) + made_brands(chance)
    for number in range(after + 1, after + count + 1):
        (base, first), (_other, second) = chance.choice(words), chance.choice(words)
        brand, brand_name = chance.choice(brands)
        form = chance.choice(FORMS)
        name = f"{brand_name}牌{first}{second if chance.random() < 0.6 else ''}"[:100] + ENDINGS.get(form, form)
        yield number, base, brand, name, form, f"国食健注G{2004 + number % 20}{number % 10_000:04d}", chance.randrange(19, 400) * 100


def core(title: str, brand: str) -> str:
    """What a name says without brand, form and brackets."""
    text = re.sub(r"[（(].*|[®R]", "", title.replace(brand, "", 1)).removeprefix("牌")
    return re.sub(r"(软胶囊|胶囊|咀嚼片|泡腾片|含片|片|口服液|颗粒|粉|袋泡茶|茶|饮料)$", "", text)[:16] or title[:8]


def made_brands(chance) -> list[tuple[int, str]]:
    from catalog.models import Brand

    letters = "康健益生元和泰安宁福瑞祥华美佳优源本草百年堂乐活春秋天地山川海岳云松鹤"
    names = sorted({"".join(chance.sample(letters, 2)) for _ in range(BRAND_NAMES * 2)})[:BRAND_NAMES]
    Brand.objects.bulk_create([Brand(name=name, slug=f"bench-{place}", position=100 + place) for place, name in enumerate(names)],
                              ignore_conflicts=True)  # fmt: skip
    return list(Brand.objects.filter(slug__startswith="bench-").values_list("pk", "name"))


def write(cursor, goods, store) -> None:
    """Copy the list in, then one statement per table."""
    from catalog.models import Listing, Price, Product, ProductRevision, Sku

    columns = "number int PRIMARY KEY, base bigint, brand bigint, title text, form text, approval text, fen int"
    cursor.execute(f"CREATE TEMP TABLE new ({columns})")
    text = StringIO()
    csv.writer(text).writerows(goods)
    text.seek(0)
    cursor.copy_expert("COPY new FROM STDIN WITH (FORMAT csv)", text)
    made = "new JOIN catalog_product AS made ON made.code = 'B' || new.number"
    code = "'B' || new.number"
    copy(cursor, Product, "new JOIN catalog_product AS base ON base.id = new.base",
         code=code, slug="'b' || new.number", name="new.title", brand_id="new.brand", search="NULL", sought="''", pinyin="''")
    copy(cursor, ProductRevision, f"{made} JOIN catalog_product AS pattern ON pattern.id = new.base "
         "JOIN catalog_productrevision AS base ON base.id = pattern.live_revision_id",
         product_id="made.id", number="1", title="new.title", certificate_name="new.title", dosage_form="new.form",
         approval_number="new.approval")
    cursor.execute(f"UPDATE catalog_product AS product SET live_revision_id = r.id FROM {made} JOIN catalog_productrevision AS r "
                   "ON r.product_id = made.id WHERE product.id = made.id")
    pattern = "(SELECT DISTINCT ON (product_id) * FROM {} WHERE {} ORDER BY product_id, id)"
    copy(cursor, Sku, f"{made} JOIN {pattern.format('catalog_sku', 'is_active')} AS base ON base.product_id = new.base",
         product_id="made.id", code=code, barcode="(6900000000000 + new.number)::text", in_stock="new.number % 10 > 0")
    cursor.execute("CREATE TEMP TABLE one_price AS SELECT * FROM catalog_price WHERE store_id IS NULL AND valid_until IS NULL LIMIT 1")
    copy(cursor, Price, f"{made} JOIN catalog_sku AS sku ON sku.product_id = made.id CROSS JOIN one_price AS base",
         sku_id="sku.id", amount_fen="new.fen", list_fen="NULL")
    cursor.execute(
        "CREATE TEMP TABLE one_card AS SELECT DISTINCT ON (product_id) * FROM catalog_listing WHERE store_id = %s ORDER BY product_id",
        [store.pk])
    copy(cursor, Listing, f"{made} JOIN catalog_sku AS sku ON sku.product_id = made.id JOIN one_card AS base ON base.product_id = new.base",
         product_id="made.id", slug="made.slug", title="new.title", approval_number="new.approval", dosage_form="new.form",
         brand_id="new.brand", sku_id="sku.id", sku_count="1", price_fen="new.fen", list_fen="NULL", in_stock="new.number % 10 > 0",
         position="made.id", is_on="TRUE", listed_at="base.listed_at - new.number * interval '1 minute'")
    cursor.execute("DROP TABLE new, one_price, one_card")


def copy(cursor, model, source: str, **changed) -> None:
    """New rows of a table like those named ``base`` in ``source``, but for what is ``changed``."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f"base.{column}") for column in columns)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values} FROM {source}")


def index_all() -> None:
    from catalog import indexing
    from catalog.models import Product

    keys = list(Product.objects.filter(sought="", live_revision__isnull=False).order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), AT_ONCE):
        indexing.index(keys[at:at + AT_ONCE])


def main():
    django.setup()
    json.dump({name: round(seconds, 1) for name, seconds in grow(int(sys.argv[1])).items()}, sys.stdout)


if __name__ == "__main__":
    main()
