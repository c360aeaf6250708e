"""What a page costs over one shelf, each page drawn for the first time. In one process, without server and network, so that nothing but
the growth is in the figures.

Prints as JSON how many requests of each kind there are; then answers each line ``[kind, place]`` with its seconds (see ``turns``).
"""

import json
import random
import sys
import time
from functools import partial
from pathlib import Path

import django

REQUESTS, WARM_UP = 40, 5
TYPED = (
    "鱼油", "维生素c", "钙", "葡萄籽", "西洋参胶囊", "灵芝孢子粉", "weishengsuc", "yuyou", "wssc", "gmjjp", "维c", "该片", "weishnegsu",
    "蛋白粉", "汤臣倍健 软胶囊", "同仁堂口服液", "免疫力", "茶", "国食健注G2014", "阿胶", "益生菌粉", "红景天", "褪黑素",
    "jiaoyuandanbai", "魚油", "大豆异黄酮", "胶原蛋白肽", "氨糖软骨素", "牛初乳", "三七丹参",
)  # fmt: skip


class Stopwatch:
    """Seconds by the clock, and seconds of processor that this process and its connection to the database spent: other work on the
    machine stretches the first and hardly the second."""

    def __init__(self):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.spent_file = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def time(self, act) -> dict:
        clock, processor = time.perf_counter(), self.spent()
        act()
        return {"clock": time.perf_counter() - clock, "processor": self.spent() - processor}

    def spent(self) -> float:
        """A database on another machine tells nothing of its processor."""
        database = int(self.spent_file.read_text().split()[0]) / 1e9 if self.spent_file.exists() else 0
        return time.process_time() + database


class Visitor:
    """Asks for pages; nothing is kept rendered between them."""

    def __init__(self):
        from django.test import Client

        self.client = Client(SERVER_NAME="127.0.0.1")

    def get(self, path) -> None:
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")


def pages(chance) -> dict[str, list[str]]:
    """Kind of page → addresses. The same kinds, categories and words whatever the size; facets in pairs."""
    from urllib.parse import quote

    from catalog.models import Brand, Category, Listing
    from microstore.stores.models import Store

    store = Store.objects.get(is_default=True)
    shelf = Listing.objects.on_sale(store)
    with_lists = Category.objects.exclude(zone="rx")  # prescription medicines are told of on a page of their own
    categories = list(with_lists.filter(pk__in=shelf.values("category")).order_by("pk").values_list("slug", flat=True))
    brands = list(Brand.objects.order_by("pk").values_list("slug", flat=True)[:20])
    forms = ("片剂", "硬胶囊", "软胶囊", "粉剂")
    slugs = list(shelf.order_by("pk").values_list("slug", flat=True)[:: max(1, shelf.count() // REQUESTS)])
    half = range(REQUESTS // 2)
    typed = [f"/search/?q={quote(text)}" for text in TYPED]
    return {
        "list": [f"/c/{chance.choice(categories)}/?sort={chance.choice(('', 'new', 'price', '-price'))}" for _ in range(REQUESTS)],
        "list of everything": [f"/c/?sort={chance.choice(('', 'new', 'price', '-price'))}" for _ in range(REQUESTS)],
        "deep page": [deep(store, shelf, chance) for _ in range(REQUESTS)],
        "facet": [f"/c/{chance.choice(categories)}/?form={quote(chance.choice(forms))}&brand={chance.choice(brands)}" for _ in half]
        + [f"/c/?form={quote(chance.choice(forms))}&fn={chance.choice(('HF01', 'HF02', 'HF05'))}" for _ in half],
        "search": typed,
        "suggestions": [f"/search/suggest/?q={quote(text[:length])}" for text in TYPED for length in (2,)],
        "product": [f"/p/{slug}/" for slug in slugs[:REQUESTS]],
    }  # fmt: skip


def deep(store, shelf, chance) -> str:
    """A page in the last fifth of the goods in stock, in the usual order, as its link from the page before it says."""
    from catalog.search.shelf import ORDERS, _exactly
    from microstore.core.pages import keyset

    place = int(shelf.filter(in_stock=True).count() * chance.uniform(0.8, 0.95))
    row = shelf.filter(in_stock=True).order_by("position", "pk")[place]
    fields = ORDERS[""].cursor
    return f"/c/?after={keyset.pack(_exactly(row, fields), fields, place + 2)}"


def requests() -> dict[str, list]:
    """Kind → what is done and timed."""
    from catalog.search import find
    from microstore.stores.models import Store

    visitor, store = Visitor(), Store.objects.get(is_default=True)
    asked = {kind: [partial(visitor.get, path) for path in paths] for kind, paths in pages(random.Random(7)).items()}
    return asked | {"search without its page": [lambda text=text: find(text, store).page() for text in TYPED]}


def tell(what) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


def main():
    django.setup()
    from catalog import rendered

    asked, watch = requests(), Stopwatch()
    for acts in asked.values():
        for act in acts[:WARM_UP]:
            act()
    tell({kind: len(acts) for kind, acts in asked.items()})
    for line in sys.stdin:
        kind, place = json.loads(line)
        rendered.forget()
        tell(watch.time(asked[kind][place]))


if __name__ == "__main__":
    main()
