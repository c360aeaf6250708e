"""What packs are made of: lids, bottles, jars, tins, cartons, and the contents that lie in front."""

# ruff: noqa: E501, C901, PLR0913 (path data)
from catalog.pictures.labels import Labels
from catalog.pictures.paint import hsl


class Shapes(Labels):
    def bits(self, x, y=334):
        k, o = self.form, []

        def d(rx):
            return f'<ellipse cx="{rx:g}" cy="{y + 5:g}" rx="19" ry="3.4" fill="url(#k)"/>'

        if k == "softgel":
            c = self.pick(5, ("#f2b43c", "#c06f12"), ("#e9a23b", "#a85a10"), (hsl(self.h, 60, 58), hsl(self.h, 60, 34)))
            self.defs.append(
                f'<radialGradient id="g" cx=".35" cy=".3" r=".9"><stop stop-color="#fff3cf"/><stop offset=".3" stop-color="{c[0]}"/><stop offset="1" stop-color="{c[1]}"/></radialGradient>'
            )
            for dx, dy, a in ((0, -3, -8), (30, 1, 24), (-27, 2, 12)):
                o.append(
                    d(x + dx)
                    + f'<ellipse cx="{x + dx:g}" cy="{y + dy - 4:g}" rx="15" ry="8.6" fill="url(#g)" transform="rotate({a} {x + dx:g} {y + dy - 4:g})"/>'
                )
        elif k == "capsule":
            c1, c2 = self.pick(5, (self.mid, self.cream), (self.acc, self.cream), (self.acc, self.mid), ("#e7d9b8", self.cream))
            for dx, a in ((0, -12), (32, 16)):
                o.append(
                    d(x + dx)
                    + f'<g transform="translate({x + dx:g} {y - 4:g}) rotate({a})"><rect x="-18" y="-7.5" width="36" height="15" rx="7.5" fill="{c1}"/><path d="M0-7.5h10.5a7.5 7.5 0 0 1 0 15H0z" fill="{c2}"/><rect x="-18" y="-7.5" width="36" height="15" rx="7.5" fill="url(#v)"/></g>'
                )
        elif k in ("tablet", "chewable", "lozenge", "effervescent"):
            c = self.pick(5, "#fffdf7", "#f7efe0", hsl(self.h, 46, 84), hsl(self.h, 36, 90))
            for dx, dy in ((0, -2), (28, 2)):
                cx, cy = x + dx, y + dy
                o.append(
                    d(cx)
                    + f'<path d="M{cx - 14:g} {cy - 4:g}v5a14 6.5 0 0 0 28 0v-5z" fill="{c}"/><path d="M{cx - 14:g} {cy - 4:g}v5a14 6.5 0 0 0 28 0v-5z" fill="url(#c)"/><ellipse cx="{cx:g}" cy="{cy - 4:g}" rx="14" ry="6.5" fill="{c}"/><path d="M{cx - 8:g} {cy - 4:g}h16" stroke="#0002" stroke-width="1.2"/>'
                )
        return "".join(o)

    def cap(self, x, y, w, h, kind):
        col = {"w": "#fdfcf9", "a": self.acc, "d": "#3a3531", "m": "#cfc7b8", "k": "#b98a57"}[kind]
        d = f"M{x:g} {y + 6:g}q0-6 6-6h{w - 12:g}q6 0 6 6v{h - 6:g}h-{w:g}z"
        o = f'<path d="{d}" fill="{col}"/>'
        if kind in "wad":
            ribs = "".join(f"M{x + i:g} {y + 9:g}v{h - 13:g}" for i in range(6, int(w) - 2, 6))
            o += f'<path d="{ribs}" stroke="#000" stroke-opacity=".09" stroke-width="1.6"/>'
        if kind == "k":
            o += f'<path d="M{x:g} {y + h * 0.4:g}q{w / 3:g}-5 {w / 2:g} 1t{w / 2:g} 0M{x:g} {y + h * 0.7:g}q{w / 4:g} 5 {w / 2:g} 0t{w / 2:g} 1" stroke="#000" stroke-opacity=".13" fill="none"/>'
        return o + self.shade(d) + f'<path d="M{x + 2:g} {y + h:g}h{w - 4:g}" stroke="#0003" stroke-width="2"/>'

    def bottle(self, cx=200, base=332, w=None, h=None, label=None):
        w = w or self.pick(6, 122, 132, 140)
        h = h or self.pick(7, 214, 230, 204)
        mat = self.pick(8, "white", "white", "amber", "tint", "frost", "white")
        sh = self.pick(9, 26, 16, 40)
        cw, ch = w * self.pick(10, 0.78, 0.7, 0.84), self.pick(11, 40, 46, 34)
        kind = {
            "white": self.pick(12, "w", "a", "w", "m"),
            "amber": self.pick(12, "d", "w", "k"),
            "tint": self.pick(12, "w", "m", "k"),
            "frost": self.pick(12, "w", "k", "a"),
        }[mat]
        col = {"white": "#fcfbf8", "amber": "#7a4517", "tint": self.mid, "frost": hsl(self.h, 30, 84)}[mat]
        x, top = cx - w / 2, base - h
        by = top + ch
        nx = (w - cw) / 2 + 4
        body = f"M{x + nx:g} {by:g}h{w - 2 * nx:g}v6q0 {sh * 0.5:g} {nx * 0.6:g} {sh * 0.62:g}Q{x + w:g} {by + sh * 0.8:g} {x + w:g} {by + sh + 10:g}V{base - 14:g}q0 14-14 14h-{w - 28:g}q-14 0-14-14V{by + sh + 10:g}Q{x:g} {by + sh * 0.8:g} {x + nx * 0.4:g} {by + 6 + sh * 0.62:g}q{nx * 0.6:g}-{sh * 0.12:g} {nx * 0.6:g}-{sh * 0.62:g}z"
        ly, lh = by + sh + 10, base - 12 - (by + sh + 10)
        style = label
        if mat in ("amber",) and not style:
            style = self.pick(2, "band", "frame", "side", "band", "frame")
        if mat == "tint" and not style:
            style = self.pick(2, "band", "bare", "frame", "side", "bare")
        on = "#fff" if mat in ("tint", "amber") else None
        if on and style == "bare":
            col = self.acc
        o = [self.ground(cx, w, base), f'<path d="{body}" fill="{col}"/>']
        if mat in ("amber", "frost"):
            o.append(
                f'<path d="M{x + w * 0.1:g} {by + sh + 14:g}v{h * 0.5:g}" stroke="#fff" stroke-opacity=".35" stroke-width="5" stroke-linecap="round"/>'
            )
        o += [self.label(x, ly, w, lh, style, on), self.shade(body), self.cap(cx - cw / 2, top, cw, ch, kind)]
        return "".join(o)

    def jar(self, cx=200, base=332, w=None, h=None):
        w = w or self.pick(6, 158, 148, 166)
        h = h or self.pick(7, 186, 200, 174)
        ch = 42
        mat = self.pick(8, "white", "tint", "white", "frost")
        col = {"white": "#fcfbf8", "tint": self.acc, "frost": hsl(self.h, 34, 82)}[mat]
        kind = {"white": self.pick(12, "a", "w", "k"), "tint": self.pick(12, "w", "m"), "frost": self.pick(12, "w", "a", "k")}[mat]
        x, top = cx - w / 2, base - h
        by = top + ch
        body = f"M{x + 10:g} {by:g}h{w - 20:g}q10 2 10 16V{base - 20:g}q0 20-20 20h-{w - 40:g}q-20 0-20-20V{by + 16:g}q0-14 10-16z"
        style = self.pick(2, "band", "frame", "side") if mat == "tint" else None
        return "".join(
            [
                self.ground(cx, w, base),
                f'<path d="{body}" fill="{col}"/>',
                self.label(x, by + 20, w, h - ch - 40, style),
                self.shade(body),
                self.cap(x + 5, top, w - 10, ch, kind),
            ]
        )

    def tin(self, cx=200, base=332, w=None, h=None):
        w = w or self.pick(6, 158, 148, 138)
        h = h or self.pick(7, 214, 232, 200)
        x, top = cx - w / 2, base - h
        two = self.pick(8, self.acc, self.soft, "#fcfbf8", self.mid)
        body = f"M{x:g} {top + 30:g}V{base - 6:g}q0 6 6 6h{w - 12:g}q6 0 6-6V{top + 30:g}z"
        lid = f"M{x - 3:g} {top + 8:g}q0-8 8-8h{w - 10:g}q8 0 8 8v24h-{w + 6:g}z"
        lc = self.pick(9, "#fbf9f3", "#d5cbb7", self.acc, "#efe7d6")
        pale = two in (self.soft, "#fcfbf8")
        style = self.pick(2, "bare", "frame", "band", "side", "bare")
        o = [self.ground(cx, w, base), f'<path d="{body}" fill="{two}"/>']
        if style == "bare":
            o.append(
                f'<path d="M{x:g} {base - 44:g}q{w / 4:g}-26 {w / 2:g}-6t{w / 2:g}-10V{base - 6:g}q0 6-6 6h-{w - 12:g}q-6 0-6-6z" fill="{self.mid if two != self.mid else self.acc}" opacity=".45"/>'
            )
            o.append(self.label(x + 8, top + 46, w - 16, h - 70, "bare", None if pale else "#fff"))
        else:
            o.append(self.label(x, top + 58, w, h - 92, style))
        o += [
            f'<path d="M{x:g} {base - 9:g}h{w:g}" stroke="#fff" stroke-opacity=".4" stroke-width="2"/>',
            self.shade(body),
            f'<path d="{lid}" fill="{lc}"/>',
            self.shade(lid),
            f'<path d="M{x - 3:g} {top + 29:g}h{w + 6:g}" stroke="#0002" stroke-width="2"/>',
        ]
        return "".join(o)

    def carton(self, cx=200, base=332, w=None, h=None, style=None):
        w = w or self.pick(6, 138, 150, 128)
        h = h or self.pick(7, 204, 190, 216)
        dpt = 30
        x, top = cx - w / 2 - 10, base - h
        face, side = self.pick(
            8,
            (self.cream, hsl(self.h, self.s, 80)),
            (self.acc, hsl(self.h, self.si + 6, 27)),
            (self.soft, hsl(self.h, self.s + 8, 74)),
            (self.cream, self.acc),
        )
        dark = face == self.acc
        o = [
            self.ground(cx, w * 1.1, base),
            f'<path d="M{x + w:g} {top:g}l{dpt} -14v{h - 2:g}l-{dpt} 16z" fill="{side}"/><path d="M{x:g} {top:g}l{dpt} -14h{w:g}l-{dpt} 14z" fill="{hsl(self.h, self.s, 93) if not dark else self.mid}"/>',
            f'<rect x="{x:g}" y="{top:g}" width="{w:g}" height="{h:g}" fill="{face}"/>',
        ]
        style = style or self.pick(2, "bare", "frame", "bare", "side", "block")
        if style == "bare":
            kind = self.pick(9, "arc", "stripe", "hill")
            c = self.mid if not dark else hsl(self.h, self.si, 46)
            o.append(
                {
                    "arc": f'<path d="M{x:g} {base:g}v-40a{w / 2:g} 40 0 0 1 {w:g} 0v40z" fill="{c}" opacity=".35"/>',
                    "stripe": f'<path d="M{x:g} {top + 10:g}h{w:g}M{x:g} {base - 12:g}h{w:g}" stroke="{c}" stroke-width="6"/>',
                    "hill": f'<path d="M{x:g} {base:g}v-22q{w * 0.3:g}-30 {w * 0.55:g}-4t{w * 0.45:g}-14V{base:g}z" fill="{c}" opacity=".5"/>',
                }[kind]
            )
            o.append(self.label(x + 6, top + 16, w - 12, h - 40, "bare", "#fff" if dark else None))
        else:
            o.append(self.label(x + 0, top + 22, w, h - 44, style))
        o.append(
            f'<rect x="{x:g}" y="{top:g}" width="{w:g}" height="{h:g}" fill="url(#f)"/><path d="M{x + w:g} {top:g}V{base:g}" stroke="#fff" stroke-opacity=".45"/>'
        )
        return "".join(o)
