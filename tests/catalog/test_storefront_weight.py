"""What a phone must fetch, and that the drawn pictures are what the program draws."""
import gzip
import json
from pathlib import Path

import pytest
from django.conf import settings

from catalog.demo import rows
from catalog.gate.demo import to_draw
from catalog.pictures import gallery, paths, still_life

STATIC = Path(settings.BASE_DIR, "static")
MOST_BYTES = 60_000


def parts():
    return json.loads((STATIC / "css/bundles.json").read_text())["css/shop.css"]


def test_style_and_script_stay_small_together():
    style = "".join((STATIC / part).read_text() for part in parts())
    script = "".join(path.read_text() for path in (STATIC / "js").glob("*.js"))
    assert len(gzip.compress(f"{style}{script}".encode())) <= MOST_BYTES


@pytest.mark.parametrize("place", [0, 25, 119, 200, -1])
def test_pictures_are_drawn_the_same_each_time_and_stay_small(place):
    row = [*rows(), *to_draw()][place]
    for path, svg in zip(paths(row["code"]), gallery(row).values(), strict=True):
        assert (STATIC / path).read_text(encoding="utf-8") == svg
        assert len(svg.encode()) <= 6500


def test_every_picture_says_that_it_is_a_sketch():
    assert all("示意" in svg for svg in [*gallery(rows()[0]).values(), still_life()])


def test_the_still_life_is_the_one_we_draw():
    assert (STATIC / "img/still-life.svg").read_text(encoding="utf-8") == still_life()
