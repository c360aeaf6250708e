"""Colours, type and light that every drawn pack shares. Same product, same picture: choices come from a hash of its name."""

# ruff: noqa: E501, C901, PLR0913 (path data)
import hashlib
import html
import re

from catalog.pictures.words import DATA, split_name, units, wrap

SERIF = DATA["fonts"]["serif"]


def hsl(h, s, l, a=None):  # noqa: E741
    return f"hsl({h % 360} {s}% {l}%{'' if a is None else f'/{a}'})"


class Paint:
    """One product's palette, marks and lines of type."""

    def __init__(self, name, brand, form, category, seed=None):
        world = DATA["worlds"].get(category) or list(DATA["worlds"].values())[-1]
        self.s, self.si = world["wall"], round(world["ink"] * 0.78)
        self.r = hashlib.sha256((seed or name + category).encode()).digest()
        self.h = world["hues"][self.r[0] % len(world["hues"])]
        self.main, self.tail = split_name(name, brand)
        self.brand, self.form_words, self.form = brand, form, DATA["forms"].get(form, "")
        self.motif = next(kind for kind, words in DATA["motifs"] if re.search(words, self.main))
        self.defs = []
        self.colours()

    def colours(self):
        h = self.h
        self.ink = hsl(h, self.si, 22)
        self.acc = hsl(h, self.si + 6, 36)
        self.mid = hsl(h, self.si, 52)
        self.soft = hsl(h, self.s + 10, 88)
        self.cream = "#fbf8f1"

    def pick(self, i, *options):
        return options[self.r[i] % len(options)]

    def t(self, x, y, s, size, fill, weight=400, anchor="middle", serif=False, ls=0, extra=""):
        f = ' font-family="' + SERIF + '"' if serif else ""
        w = f' font-weight="{weight}"' if weight != 400 else ""
        a = f' text-anchor="{anchor}"' if anchor != "start" else ""
        sp = f' letter-spacing="{ls}"' if ls else ""
        return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{w}{a}{f}{sp}{extra}>{html.escape(s)}</text>'

    def mark(self, x, y, k=1.0, c=None):
        c = c or self.acc
        g = {
            "moon": '<path d="M5-9A10 10 0 1 0 9 5 8 8 0 0 1 5-9z"/>',
            "eye": '<path d="M-12 0Q0-12 12 0 0 12-12 0z" fill="none" stroke="{c}" stroke-width="2"/><circle r="4"/>',
            "fish": '<path d="M0-11C7-3 9 1 9 4A9 8 0 0 1-9 4C-9 1-7-3 0-11z"/>',
            "dots": '<circle r="3.4" cy="-8"/><circle r="3.4" cx="-8" cy="5"/><circle r="3.4" cx="8" cy="5"/><path d="M0-8-8 5H8z" fill="none" stroke="{c}" stroke-width="1.6"/>',
            "sun": '<circle r="5.4"/><path d="M0-12v3M0 9v3M-12 0h3M9 0h3M-8-8l2 2M6 6l2 2M8-8 6-6M-6 6l-2 2" stroke="{c}" stroke-width="2" stroke-linecap="round"/>',
            "wave": '<path d="M-12-5q6-6 12 0t12 0M-12 1q6-6 12 0t12 0M-12 7q6-6 12 0t12 0" fill="none" stroke="{c}" stroke-width="2.2" stroke-linecap="round"/>',
            "cap": '<path d="M-12 1A12 10 0 0 1 12 1z"/><path d="M-2 2h4l1 9h-6z"/>',
            "root": '<path d="M0-11C4-5 4 0 1 11M0-2C-4 2-6 4-9 5M1 2C4 4 6 6 8 9M0-7C-3-9-6-9-8-8M1-8C4-10 6-10 8-9" fill="none" stroke="{c}" stroke-width="2.2" stroke-linecap="round"/>',
            "comb": '<path d="M0-11l5 3v6l-5 3-5-3v-6zM-5-2l0 0 0 6-5 3M5-2v6l5 3M-5 4l5 3 5-3" fill="none" stroke="{c}" stroke-width="2"/>',
            "germ": '<rect x="-11" y="-8" width="14" height="6" rx="3"/><rect x="-2" y="1" width="14" height="6" rx="3"/><circle cx="8" cy="-6" r="3"/><circle cx="-7" cy="5" r="3"/>',
            "leaf": '<path d="M-9 9C-11-4-2-10 10-10 10 2 3 10-9 9z"/><path d="M-9 9 3-3" stroke="#fff" stroke-width="1.4" opacity=".7"/>',
        }[self.motif].replace("{c}", c)
        return f'<g transform="translate({x:g} {y:g}) scale({k:g})" fill="{c}">{g}</g>'

    def shade(self, d):
        return f'<path d="{d}" fill="url(#c)"/>'

    def ground(self, x, w, y=332):
        return (
            f'<ellipse cx="{x + w * 0.22:g}" cy="{y + 1:g}" rx="{w * 0.86:g}" ry="{w * 0.1:g}" fill="url(#k)" opacity=".55"/>'
            f'<ellipse cx="{x:g}" cy="{y:g}" rx="{w * 0.56:g}" ry="{w * 0.055:g}" fill="url(#k)"/>'
        )

    def lines(self, s, w, h, top=27, n=3):
        """wrap and size a name for a box -> (lines, font size)"""
        best = (0, [s])
        for k in range(1, n + 2):
            ls = wrap(s, 99 if k == 1 else -(-units(s) // k) + 0.6, k)
            size = min(top, w / max(map(units, ls)), h / (len(ls) * 1.24))
            if size > best[0] + 0.9:
                best = (size, ls)
        return best[1], round(best[0] * 0.95, 1)
