"""The label of a drawn pack in five layouts: plain type only, no logo and no mark of an authority."""

# ruff: noqa: E501, C901, PLR0913 (path data)
from catalog.pictures.paint import Paint, hsl
from catalog.pictures.words import SAYS, units


class Labels(Paint):
    def label(self, x, y, w, h, style=None, on=None):
        style = style or self.pick(2, "band", "block", "side", "frame", "bare")
        cx, o = x + w / 2, []
        brand = self.brand or SAYS["health_food"]
        foot = self.tail or self.form_words or SAYS["health_food"]
        if style == "frame" and units(self.main) > min(5, (h - 46) / 15):
            style = "band"
        if style == "side" and (w < 84 or units(self.main) > 9):
            style = "block"
        if style == "frame":
            o.append(f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{self.cream}"/>')
            fs = min(24, (h - 40) / (len(self.main) * 1.1), w * 0.34)
            bw = fs + 16
            bh = len(self.main) * fs * 1.1 + 16
            top = y + (h - 12 - bh) / 2
            o.append(
                f'<rect x="{cx - bw / 2:g}" y="{top:g}" width="{bw:g}" height="{bh:g}" fill="none" stroke="{self.acc}" stroke-width="1.2"/>'
            )
            for i, ch in enumerate(self.main):
                o.append(self.t(cx, top + 8 + fs * 0.92 + i * fs * 1.1, ch, fs, self.ink, 700, serif=True))
            if w > 90:
                o.append(self.mark(x + w * 0.17, top + 16, 0.62))
                for i, ch in enumerate(brand[:5] if brand[0] > "\u2fff" else ""):
                    o.append(self.t(x + w * 0.84, top + 14 + i * 13, ch, 10, self.acc))
            o.append(self.t(cx, y + h - 8, foot, 10, self.acc, ls=2))
            return "".join(o)
        if style == "block":
            o.append(f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{self.acc}"/>')
            o.append(f'<rect x="{x:g}" y="{y + h - 5:g}" width="{w:g}" height="5" fill="{self.mid}"/>')
            ink, sub = "#fff", hsl(self.h, 40, 88)
        elif style == "bare":
            ink, sub = on or self.ink, on or self.acc
        else:
            o.append(f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{self.cream}"/>')
            ink, sub = self.ink, self.acc
        if style == "side":
            b = 18
            o.append(
                f'<rect x="{x:g}" y="{y:g}" width="{b}" height="{h:g}" fill="{self.acc}"/><rect x="{x + b:g}" y="{y:g}" width="3" height="{h:g}" fill="{self.mid}"/>'
            )
            lx = x + b + 12
            ls, fs = self.lines(self.main, w - b - 20, h - 62, 24)
            o.append(self.t(lx, y + 20, brand, 10, sub, anchor="start", ls=1))
            yy = y + 30 + fs
            for i, s in enumerate(ls):
                o.append(self.t(lx, yy + i * fs * 1.2, s, fs, ink, 700, "start"))
            o.append(f'<path d="M{lx:g} {y + h - 27:g}h18" stroke="{self.mid}" stroke-width="2"/>')
            o.append(self.t(lx, y + h - 11, foot, 10.5, sub, anchor="start", ls=1))
            o.append(self.mark(x + w - 16, y + h - 16, 0.62, self.mid))
            return "".join(o)
        if style == "band":
            o.append(
                f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="7" fill="{self.acc}"/><rect x="{x:g}" y="{y + h - 4:g}" width="{w:g}" height="4" fill="{self.mid}"/>'
            )
        small = h < 104
        my = y + (13 if small else 25)
        if not small:
            o.append(self.mark(cx, my, 0.92, self.mid if style == "block" else None))
            o.append(self.t(cx, my + 25, brand, 9.5, sub, ls=1.5))
        else:
            o.append(self.t(cx, my + 5, brand, 9.5, sub, ls=1.5))
        top, bot = (y + 23 if small else my + 31), y + h - (20 if small else 25)
        ls, fs = self.lines(self.main, w - 18, bot - top, 29)
        y0 = (top + bot) / 2 - len(ls) * fs * 1.2 / 2 + fs * 0.95
        ser = self.pick(3, 1, 0, 0)
        for i, s in enumerate(ls):
            o.append(self.t(cx, y0 + i * fs * 1.2, s, fs, ink, 700, serif=ser))
        o.append(self.t(cx, y + h - (9 if small else 11), foot, 10, sub, ls=2))
        return "".join(o)
