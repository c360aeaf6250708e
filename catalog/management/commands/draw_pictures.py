"""Draw the pictures of a product list under static/products/."""

import csv
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.pictures import gallery, still_life


class Command(BaseCommand):
    help = "Draws four SVG pictures for each row of a product list (columns as in catalog/data), and the still life of the home page."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("products", type=Path, help="CSV file; its rows are numbered HP0001, HP0002, …")

    def handle(self, *args, products, **options):
        folder = Path(settings.BASE_DIR, "static", "products")
        folder.mkdir(parents=True, exist_ok=True)
        with products.open(encoding="utf-8") as rows:
            sizes = [size for number, row in enumerate(csv.DictReader(rows), 1) for size in self.draw(folder, f"HP{number:04d}", row)]
        Path(settings.BASE_DIR, "static/img/still-life.svg").write_text(still_life(), encoding="utf-8")
        self.stdout.write(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.1f} MB, largest {max(sizes)} bytes")

    def draw(self, folder, code, row):
        for kind, svg in gallery(row).items():
            yield (folder / f"{code}{kind}.svg").write_bytes(svg.encode())
