"""Draw the pictures of the demo catalogue under static/products/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.demo import rows
from catalog.gate.demo import to_draw
from catalog.pictures import gallery, still_life


class Command(BaseCommand):
    help = "Draws four SVG pictures of each product of the demo catalogue, and the still life of the home page. Same input, same bytes."
    requires_system_checks = []

    def handle(self, *args, **options):
        folder = Path(settings.BASE_DIR, "static", "products")
        folder.mkdir(parents=True, exist_ok=True)
        sizes = [size for row in [*rows(), *to_draw()] for size in self.draw(folder, row)]
        Path(settings.BASE_DIR, "static/img/still-life.svg").write_text(still_life(), encoding="utf-8")
        self.stdout.write(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.1f} MB, largest {max(sizes)} bytes")

    def draw(self, folder, row):
        for kind, svg in gallery(row).items():
            yield (folder / f"{row['code']}{kind}.svg").write_bytes(svg.encode())
