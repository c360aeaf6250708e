"""Measure an import: a made list of so many new products, tried and applied, with seconds and memory. Needs an empty database."""

import csv
import resource
import tempfile
import time
from pathlib import Path

import xlsxwriter
from django.core.files.base import File
from django.core.management.base import BaseCommand
from django.db import connection

from catalog import demo
from catalog.imports import exceptions, uploading
from catalog.models import Category, Product, Supplier
from microstore.accounts.models import User
from microstore.core import approvals, jobs

HEADERS = [
    "SKU编号", "产品名称", "批准文号", "分类", "供货商", "规格", "条码", "重量", "保质期", "剂型", "保健功能", "功能目录", "主要原料",
    "适宜人群", "不适宜人群", "食用方法及食用量", "贮藏方法", "注意事项", "生产企业", "详情",
]  # fmt: skip


def rows(count: int, category, supplier):
    """Facts of real registrations, each under a name and number of its own."""
    known = demo.rows()
    for number in range(count):
        row = known[number % len(known)]
        facts = demo.facts_of(row)
        name = f"{facts['certificate_name']}{number:06d}"
        yield [
            f"B{number:07d}", name, f"国食健注G{2000 + number // 10_000:04d}{number % 10_000:04d}", category.name, supplier.name,
            row["spec"], "", row["weight_grams"], row["shelf_life_months"], facts["dosage_form"], facts["function_claim"],
            "|".join(facts["function_ids"]), facts["ingredients"], facts["suitable_population"], facts["unsuitable_population"],
            facts["dosage"], facts["storage"], facts["cautions"], facts["maker_name"], f"{name}，{facts['description']}",
        ]  # fmt: skip


def write_csv(path: Path, lines) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADERS, *lines])


def write_xlsx(path: Path, lines) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for place, line in enumerate([HEADERS, *lines]):
        sheet.write_row(place, 0, line)
    book.close()


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, default=100_000)
        parser.add_argument("--format", choices=["csv", "xlsx"], default="csv")

    def handle(self, *args, **options):
        by = User.objects.filter(is_superuser=True).first() or User.objects.create(username="bench", is_staff=True, is_superuser=True)
        category = Category.objects.get_or_create(slug="bench", defaults={"name": "测量"})[0]
        supplier = Supplier.objects.get_or_create(code="BENCH", defaults={"name": "测量供货商"})[0]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"list.{options['format']}"
            {"csv": write_csv, "xlsx": write_xlsx}[options["format"]](path, rows(options["rows"], category, supplier))
            self.told(f"{path.stat().st_size / 1e6:.1f} MB of {options['format']} made", time.monotonic())
            start = time.monotonic()
            with path.open("rb") as file:
                batch = uploading.upload("products", File(file, name=path.name), by=by)
        self.told(f"upload: {batch.encoding}, {len(batch.columns)} columns", start)
        self.step(batch, uploading.try_out, batch.columns)
        director = User.objects.get_or_create(username="bench.director", defaults={"is_staff": True, "is_superuser": True})[0]
        approvals.decide(exceptions.ask(batch, reason="bench", by=by), yes=True, reason="bench", by=director)
        self.step(batch, uploading.confirm)
        self.told(f"{batch.state}: {Product.objects.count()} products; in all", start)

    def step(self, batch, act, *given):
        start = time.monotonic()
        act(batch, *given, by=batch.by)
        jobs.run(batch.job_id)
        batch.refresh_from_db()
        counts = f"new {batch.new} changed {batch.changed} same {batch.same} errors {batch.faulty}"
        self.told(f"{act.__name__}: {batch.state}, {counts}", start)

    def told(self, words: str, start: float) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
            (size,) = cursor.fetchone()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        spent = f"{time.monotonic() - start:.1f} s, {time.process_time():.1f} s of processor so far"
        self.stdout.write(f"{words}: {spent}, {memory:.0f} MB at most, database {size}")
