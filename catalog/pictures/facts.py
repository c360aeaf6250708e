"""The three pictures that follow the pack in a gallery: its label as readable text, where the batch is printed, its size beside a bank card."""
# ruff: noqa: E501 (path data)

import html

from catalog.pictures.packs import SANS, Pack
from catalog.pictures.paint import hsl
from catalog.pictures.words import SAYS, units

PAPER, INK, FAINT, HAIR = "#FBF8F1", "#2A2622", "#6B645B", "#DDD5C6"
MONO = "ui-monospace,Menlo,Consolas,monospace"
TALL_CM = {"liquid": 17.2, "powder": 18.4, "granules": 16.8, "tea": 14.2, "drink": 17.6, "effervescent": 14.8, "lozenge": 6.2}
LABEL_ROWS = (
    ("claim", "function_claim"), ("number", "approval_number"), ("ingredients", "ingredients"), ("people", "suitable_population"),
    ("not_for", "unsuitable_population"), ("dosage", "dosage"), ("storage", "storage"),
)  # fmt: skip


def label(product: dict) -> str:
    """The printed words of a product, set large: what to look for on the pack. ``product`` is a row of the product list."""
    pack = pack_of(product)
    art = f'<rect x="52" y="24" width="296" height="340" rx="6" fill="{PAPER}"/><rect x="52" y="24" width="296" height="7" rx="3" fill="{pack.acc}"/>'
    art += _text(70, 52, product["brand"] or SAYS["health_food"], 11, pack.acc)
    lines, size = pack.lines(pack.main + pack.tail, 256, 50, 21, 2)
    y = 56 + size
    for line in lines:
        art += _text(70, y, line, size, INK, 700)
        y += size * 1.25
    y += 4
    rows = [(SAYS[name], lines) for name, field in LABEL_ROWS if (lines := _fold(product[field], 14.5))]
    step = min(19, (328 - y) / (sum(len(lines) for _name, lines in rows) + len(rows) * 0.4))
    for name, lines in rows:
        art += _text(70, y, name, 11.5, FAINT) + "".join(_text(140, y + step * at, line, 12.5, INK) for at, line in enumerate(lines))
        y += step * (len(lines) + 0.4)
    art += f'<path d="M70 334h260" stroke="{HAIR}"/>' + _text(70, 353, SAYS["not_a_drug"], 12.5, INK, 700)
    return _scene(pack, art, SAYS["label_style"])


def batch(product: dict) -> str:
    """The bottom of the pack with the printed field: where to find batch, day of making and last day."""
    pack = pack_of(product)
    art = (
        f'<ellipse cx="200" cy="206" rx="150" ry="142" fill="#000" opacity=".07"/><circle cx="200" cy="196" r="146" fill="{PAPER}"/>'
        f'<circle cx="200" cy="196" r="146" fill="none" stroke="{pack.acc}" stroke-width="5"/><circle cx="200" cy="196" r="128" fill="none" stroke="{HAIR}" stroke-width="2"/>'
        f'<rect x="96" y="132" width="208" height="128" rx="8" fill="#fff" stroke="{HAIR}"/>'
    )
    for at, (name, digits) in enumerate((("batch", "A00000000"), ("made", "YYYY.MM.DD"), ("until", "YYYY.MM.DD"))):
        y = 166 + at * 36
        art += _text(112, y, SAYS[name], 13, FAINT) + _text(288, y, digits, 16, INK, 600, "end", MONO)
    art += _text(200, 108, SAYS["bottom"], 12, pack.acc, anchor="middle")
    return _scene(pack, art, SAYS["batch_style"])


def size(product: dict) -> str:
    """The pack beside a bank card of 8.6 cm, both at one scale: a drawn pack is about 215 units tall."""
    pack = pack_of(product)
    tall = _tall_cm(pack)
    zoom = 0.92
    per_cm, base, card = 215 * zoom / tall, 320, 292
    high, wide = 8.56 * per_cm, 5.4 * per_cm
    pack.defs = []
    art = (
        f'<g transform="translate({132 - 200 * zoom:g} {base - 332 * zoom:g}) scale({zoom})">{pack.draw()}</g>'
        f'<ellipse cx="{card + wide / 2:g}" cy="{base}" rx="{wide * 0.6:g}" ry="5" fill="url(#k)"/>'
        f'<rect x="{card:g}" y="{base - high:g}" width="{wide:g}" height="{high:g}" rx="6" fill="#fff" stroke="#A9A194"/>'
        f'<rect x="{card + 12:g}" y="{base - high + 16:g}" width="{wide * 0.26:g}" height="{wide * 0.2:g}" rx="3" fill="#D8C79B"/>'
        f'<path d="M34 {base - tall * per_cm:g}V{base}M28 {base - tall * per_cm:g}h12M28 {base}h12" stroke="{INK}" fill="none"/>'
    )
    art += _text(28, base - tall * per_cm - 14, f"{SAYS['tall']} {tall} cm", 15, INK, 600)
    art += _text(card + wide / 2, base + 26, SAYS["card"], 12, FAINT, anchor="middle")
    return _scene(pack, art, SAYS["size_style"])


def pack_of(product: dict) -> Pack:
    return Pack(product["name"], product["brand"], product["dosage_form"], product["category"])


def _tall_cm(pack: Pack) -> float:
    return round(TALL_CM.get(pack.form, 10.4) + pack.r[20] % 9 * 0.2, 1)


def _fold(text: str, most: float) -> list[str]:
    """Lines of at most ``most`` characters; what is over three lines ends in an ellipsis."""
    lines, line = [], ""
    for letter in text:
        if units(line + letter) > most:
            lines.append(line)
            line = ""
        line += letter
    lines = [*lines, line] if line else lines
    return lines if len(lines) <= 3 else [*lines[:2], lines[2][:-1] + "…"]


def _text(x, y, text, size, fill, weight=400, anchor="start", font=""):  # noqa: PLR0913
    more = (f' font-weight="{weight}"' if weight != 400 else "") + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    more += f' font-family="{font}"' if font else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{more}>{html.escape(text)}</text>'


def _scene(pack: Pack, art: str, caption: str) -> str:
    """The art on the pack's own wall, with the small words that say it is a sketch."""
    wall = f'<path fill="{hsl(pack.h, pack.s, 90)}" d="M0 0h400v400H0z"/>'
    foot = _text(200, 388, caption, 11, hsl(pack.h, 16, 30), anchor="middle")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="{SANS}"><defs>{Pack.BASE}{"".join(pack.defs)}</defs>{wall}{art}{foot}</svg>'
