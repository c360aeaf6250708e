"""The three pictures that follow the pack in a gallery: its label as readable text, where the batch is printed, its size beside a bank card."""
# ruff: noqa: E501 (path data)
import html

from catalog.pictures.packs import SANS, Pack
from catalog.pictures.paint import hsl
from catalog.pictures.words import SAYS, units, wrap

PAPER, INK, FAINT, HAIR = "#FBF8F1", "#2A2622", "#6B645B", "#DDD5C6"
MONO = "ui-monospace,Menlo,Consolas,monospace"
TALL_CM = {"liquid": 17.2, "powder": 18.4, "granules": 16.8, "tea": 14.2, "drink": 17.6, "effervescent": 14.8, "lozenge": 6.2}


def label(product: dict) -> str:
    """The printed words of a product, set large: what to look for on the pack. ``product`` is a row of the product list."""
    pack = _pack(product)
    rows = [
        (SAYS["claim"], product["function_claim"]),
        (SAYS["number"], product["approval_no"]),
        (SAYS["ingredients"], product["ingredients"]),
        (SAYS["people"], product["suitable_population"]),
        (SAYS["not_for"], product["unsuitable_population"]),
        (SAYS["dosage"], product["dosage"]),
        (SAYS["storage"], product["storage"]),
    ]
    art = f'<rect x="52" y="26" width="296" height="334" rx="6" fill="{PAPER}"/><rect x="52" y="26" width="296" height="7" rx="3" fill="{pack.acc}"/>'
    art += _text(70, 57, product["brand"] or SAYS["health_food"], 11, pack.acc)
    y = 76
    for line in wrap(pack.main + pack.tail, 13, 2):
        art += _text(70, y, line, 18, INK, 700)
        y += 23
    art += f'<path d="M70 {y - 7}h260" stroke="{HAIR}"/>'
    y += 10
    for name, value in rows:
        y = y if not value or y > 318 else _row(art_rows := [], y, name, value) or y
        if value and y <= 318:
            art += "".join(art_rows[:-1])
            y = art_rows[-1]
    art += f'<path d="M70 331h260" stroke="{HAIR}"/>' + _text(70, 349, SAYS["not_a_drug"], 12.5, INK, 700)
    return _scene(pack, art, SAYS["label_style"])
