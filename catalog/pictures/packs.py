"""The pack by dosage form, set on its stage: one square picture of at most 6 kB."""

# ruff: noqa: E501, C901, PLR0913 (path data)
from catalog.pictures.paint import hsl
from catalog.pictures.shapes import Shapes
from catalog.pictures.words import DATA, SAYS, units

SANS = DATA["fonts"]["sans"]


class Pack(Shapes):
    def vial(self, x, base=334, h=84, w=26):
        glass = self.pick(13, "#6b3d14", "#7b4718", hsl(self.h, 30, 40))
        t = base - h
        d = f"M{x + 6:g} {t + 14:g}h{w - 12:g}v8q6 3 6 10V{base - 5:g}q0 5-5 5h-{w - 10:g}q-5 0-5-5V{t + 32:g}q0-7 6-10z"
        return (
            f'<ellipse cx="{x + w / 2 + 4:g}" cy="{base:g}" rx="{w * 0.8:g}" ry="4" fill="url(#k)"/><path d="{d}" fill="{glass}"/><rect x="{x:g}" y="{t + 42:g}" width="{w}" height="{h - 56:g}" fill="{self.cream}"/>'
            f'<rect x="{x:g}" y="{t + 42:g}" width="{w}" height="4" fill="{self.acc}"/>{self.mark(x + w / 2, t + 42 + (h - 52) / 2, 0.5)}{self.shade(d)}<rect x="{x + 4:g}" y="{t:g}" width="{w - 8}" height="15" rx="2" fill="#d9cdb6"/><rect x="{x + 4:g}" y="{t:g}" width="{w - 8}" height="15" rx="2" fill="url(#c)"/>'
        )

    def vials(self):
        return (
            self.carton(176, 326, self.pick(6, 148, 158, 138), self.pick(7, 190, 204, 178))
            + self.vial(262, 336)
            + self.vial(296, 338, 84)
            + (self.vial(228, 341, 84) if self.r[14] % 2 else "")
        )

    def can(self):
        w, h, base = 92, 206, 332
        x, top = 154, base - h
        face = self.pick(8, self.acc, self.mid, "#f6f1e6")
        d = f"M{x + 8} {top + 6}L{x} {top + 24}V{base - 16}l8 16h{w - 16}l8-16V{top + 24}l-8-18z"
        on = None if face.startswith("#") else "#fff"
        return (
            self.ground(200, w * 1.1, base)
            + f'<path d="{d}" fill="{face}"/><path d="M{x} {base - 62}q{w // 2}-34 {w}-8V{base - 16}l-8 16h-{w - 16}l-8-16z" fill="{self.ink}" opacity=".28"/>'
            + self.label(x, top + 34, w, h - 66, "bare", on)
            + self.shade(d)
            + f'<path d="M{x + 8} {top + 7}q0-7 8-7h{w - 32}q8 0 8 7z" fill="#d9d9d6"/><path d="M{x + 8} {top + 7}q0-7 8-7h{w - 32}q8 0 8 7z" fill="url(#c)"/><path d="M{x + 8} {base}h{w - 16}" stroke="#bbb" stroke-width="3"/>'
        )

    def tube(self):
        w, h, base, cx = 76, 220, 332, 186
        x, top = cx - w / 2, base - h
        d = f"M{x:g} {top + 34:g}h{w}V{base - 8}q0 8-8 8h-{w - 16}q-8 0-8-8z"
        glass = (
            '<path d="M250 262h62l-6 66q-1 6-7 6h-36q-6 0-7-6z" fill="#fff" opacity=".55"/><path d="M252 284h58l-4 44q-1 6-7 6h-36q-6 0-7-6z" fill="'
            + self.mid
            + '" opacity=".4"/>'
            '<circle cx="268" cy="300" r="2.5" fill="#fff"/><circle cx="284" cy="292" r="2" fill="#fff"/><circle cx="292" cy="310" r="2.5" fill="#fff"/><path d="M255 268l5 58" stroke="#fff" stroke-width="3" opacity=".8"/>'
        )
        return (
            self.ground(280, 56, 334)
            + glass
            + self.ground(cx, w, base)
            + f'<path d="{d}" fill="{self.acc}"/>'
            + self.label(x, top + 40, w, h - 56, "block")
            + self.shade(d)
            + self.cap(x - 1, top, w + 2, 34, "w")
            + self.bits(130, 338)
        )

    def sachets(self):
        o = [self.carton(176, 324, 142, 196)]
        for i, (sx, a) in enumerate(((262, 4), (292, 12))):
            o.append(
                f'<g transform="rotate({a} {sx} 330)"><path d="M{sx - 15} 210h30v122h-30z" fill="{self.cream if i else self.soft}"/><path d="M{sx - 15} 210h30v8h-30zM{sx - 15} 324h30v8h-30z" fill="{self.acc}"/>{self.mark(sx, 248, 0.7)}'
                + "".join(
                    self.t(sx, 280 + j * 15, c, 12, self.ink, 700)
                    for j, c in enumerate((self.main[:3] if units(self.main) < 4 else self.tail or self.main)[:3])
                )
                + f'<path d="M{sx - 15} 210h30v122h-30z" fill="url(#c)"/></g>'
            )
        return o[0] + '<ellipse cx="284" cy="333" rx="52" ry="5" fill="url(#k)"/>' + "".join(o[1:])

    def tea(self):
        tag = (
            f'<path d="M262 252q18-34 40-6 12 18 4 40" fill="none" stroke="#8d8577" stroke-width="1.4"/><path d="M292 286h28v34h-28z" fill="{self.cream}"/><path d="M292 286h28v6h-28z" fill="{self.acc}"/>{self.mark(306, 306, 0.55)}'
            f'<path d="M240 276h44l6 52q0 6-6 6h-44q-6 0-6-6z" fill="#fbf7ec"/><path d="M240 276h44l-6-10h-32z" fill="#efe6d2"/><path d="M246 306q16-10 32 2l4 18h-40z" fill="{self.mid}" opacity=".5"/>'
        )
        return self.tin(172, 328, 132, 206) + self.ground(266, 52, 334) + tag

    def blister(self):
        o = [
            '<g transform="rotate(-7 292 312)"><rect x="240" y="274" width="104" height="58" rx="7" fill="#e3e2de"/><rect x="240" y="274" width="104" height="58" rx="7" fill="url(#f)"/>'
        ]
        for i in range(4):
            for j in range(2):
                o.append(
                    f'<rect x="{246 + i * 24.5:g}" y="{280 + j * 25}" width="19" height="20" rx="9" fill="{self.mid}"/><ellipse cx="{252 + i * 24.5:g}" cy="{286 + j * 25}" rx="3" ry="4" fill="#fff" opacity=".55"/>'
                )
        return self.carton(168, 326, 146, 196) + '<ellipse cx="296" cy="334" rx="62" ry="6" fill="url(#k)"/>' + "".join(o) + "</g>"

    def flat(self):
        return self.jar(186, 332, 150, 150) + self.bits(292, 336)

    def draw(self):
        f = self.form
        if f in ("tablet", "softgel", "capsule", "chewable"):
            k = self.pick(15, "bottle", "bottle", "bottle", "jar", "bottle", "blister" if f in ("capsule", "tablet") else "jar")
            if k == "blister":
                return self.blister()
            return (self.jar(186) + self.bits(302)) if k == "jar" else (self.bottle(190) + self.bits(296))
        return {
            "powder": lambda: self.sachets() if self.r[15] % 3 == 0 else self.tin(),
            "liquid": self.vials,
            "drink": self.can,
            "tea": self.tea,
            "granules": self.sachets,
            "effervescent": self.tube,
            "lozenge": self.flat,
        }.get(f, self.jar)()

    def stage(self):
        h, s = self.h, self.s
        self.defs += [
            f'<linearGradient id="w" x2=".6" y2="1"><stop stop-color="{hsl(h, s, 95)}"/><stop offset="1" stop-color="{hsl(h, s, 85)}"/></linearGradient>',
            f'<linearGradient id="l" x2="0" y2="1"><stop stop-color="{hsl(h, s, 82)}"/><stop offset="1" stop-color="{hsl(h, s, 91)}"/></linearGradient>',
        ]
        o = ['<path fill="url(#w)" d="M0 0h400v400H0z"/>']
        k = self.r[16] % 5
        a = hsl(h, s + 6, 78)
        if k == 0:
            o.append(f'<path d="M86 300V176a114 114 0 0 1 228 0v124z" fill="{a}" opacity=".55"/>')
        elif k == 1:
            o.append(f'<circle cx="{self.pick(17, 262, 138, 200)}" cy="176" r="112" fill="{a}" opacity=".5"/>')
        elif k == 2:
            o.append('<path d="M40 0h70l130 300h-96zM150 0h40l120 300h-46z" fill="#fff" opacity=".38"/>')
        elif k == 3:
            o.append(f'<path d="M0 0h{self.pick(17, 120, 150)}v300H0z" fill="{a}" opacity=".4"/>')
        o.append('<path fill="url(#l)" d="M0 300h400v100H0z"/>')
        if k == 4:
            o.append(
                f'<path d="M52 334v66h296v-66z" fill="{hsl(h, s, 80)}"/><path d="M52 334v66h296v-66z" fill="url(#c)" opacity=".6"/><ellipse cx="200" cy="335" rx="148" ry="17" fill="{hsl(h, s, 92)}"/>'
            )
        return "".join(o)

    BASE = (
        '<linearGradient id="c"><stop stop-opacity=".26"/><stop offset=".09" stop-opacity=".07"/><stop offset=".2" stop-color="#fff" stop-opacity=".34"/><stop offset=".3" stop-color="#fff" stop-opacity=".04"/><stop offset=".68" stop-opacity=".02"/><stop offset=".93" stop-opacity=".17"/><stop offset="1" stop-opacity=".24"/></linearGradient>'
        '<linearGradient id="v" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".1"/><stop offset=".25" stop-color="#fff" stop-opacity=".55"/><stop offset=".5" stop-opacity="0"/><stop offset="1" stop-opacity=".28"/></linearGradient>'
        '<linearGradient id="f" x2="1" y2=".4"><stop stop-color="#fff" stop-opacity=".22"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-opacity=".08"/></linearGradient>'
        '<radialGradient id="k"><stop stop-opacity=".42"/><stop offset=".6" stop-opacity=".16"/><stop offset="1" stop-opacity="0"/></radialGradient>'
    )

    def svg(self, scene=True):
        art = self.draw()
        back = self.stage() if scene else ""
        ink = hsl(self.h, 16, 38)
        tag = (
            f'<text x="388" y="388" font-size="10" text-anchor="end" fill="{ink}" letter-spacing="1">{SAYS["sketch"]}</text>'
            if scene
            else ""
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="{SANS}"><defs>{self.BASE}{"".join(self.defs)}</defs>{back}<g transform="translate(-40 -66) scale(1.2)">{art}</g>{tag}</svg>'
