"""The picture of the home page: a quiet shelf whose labels say what a buyer should be able to read on a pack."""

# ruff: noqa: E501, C901, PLR0913 (path data)
from catalog.pictures.packs import SANS, Pack
from catalog.pictures.words import DATA, SAYS

ON_SHELF = DATA["shelf"]
WORLDS = list(DATA["worlds"])
POWDER, TABLET, LIQUID, SOFTGEL = (
    next(zh for zh, en in DATA["forms"].items() if en == form) for form in ("powder", "tablet", "liquid", "softgel")
)


def still_life():
    """The home picture: a quiet shelf. The labels say what a buyer should be able to read on a pack."""

    def one(main, foot, form, cat, x, y, k, **kw):
        p = Pack(main, "", form, cat, seed=main)
        p.main, p.tail, p.brand = main, foot, "microstore"
        r = bytearray(p.r)
        for i, v in kw.pop("r", {}).items():
            r[i] = v
        p.r = bytes(r)
        p.h = kw.pop("h", p.h)
        p.colours()
        p.motif = kw.pop("motif", "leaf")
        art = getattr(p, kw.pop("kind"))(200, 332, **kw)
        return f'<g transform="translate({x - 200 * k:g} {y - 332 * k:g}) scale({k})">{art}</g>'

    leaf = "".join(
        f'<path transform="translate({x} {y}) rotate({a}) scale({k})" d="M0 0C14-22 52-30 86-8 58 14 20 18 0 0z"/>'
        for x, y, a, k in (
            (60, 26, 24, 1.5),
            (128, 6, 48, 1.3),
            (26, 90, 4, 1.2),
            (170, 62, 66, 1.25),
            (96, 120, 34, 1.1),
            (214, 30, 80, 1),
        )
    )

    def slab(x, y, w, h, c1, c2):
        return f'<path d="M{x} {y}h{w}v{h}h-{w}z" fill="{c2}"/><path d="M{x} {y}h{w}v{h}h-{w}z" fill="url(#c)" opacity=".45"/><path d="M{x} {y}h{w}l-10-12h-{w - 20}z" fill="{c1}"/>'

    bits = Pack(ON_SHELF["seed"], "", SOFTGEL, WORLDS[13])
    r = bytearray(bits.r)
    r[5] = 0
    bits.r = bytes(r)
    caps = bits.bits(222, 506)
    art = "".join(
        (
            slab(54, 372, 214, 100, "#eef0e6", "#d5dccf"),
            slab(512, 404, 204, 70, "#f6eee1", "#e6d8c3"),
            one(*ON_SHELF["origin"], POWDER, WORLDS[0], 162, 368, 1.02, kind="tin", h=156, motif="leaf", r={2: 0, 8: 0, 9: 0, 3: 0}),
            one(*ON_SHELF["used"], TABLET, WORLDS[13], 616, 398, 0.92, kind="jar", h=24, motif="dots", r={2: 0, 8: 0, 12: 2, 3: 0}),
            one(
                *ON_SHELF["batch"],
                TABLET,
                WORLDS[0],
                330,
                474,
                1.28,
                kind="bottle",
                h=150,
                motif="comb",
                r={2: 0, 6: 1, 7: 1, 8: 2, 9: 0, 12: 2, 3: 0},
            ),
            one(*ON_SHELF["date"], LIQUID, WORLDS[4], 484, 488, 0.8, kind="carton", h=212, motif="sun", r={2: 0, 8: 0, 9: 0, 3: 0}),
            caps,
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 560" font-family="{SANS}"><defs>{Pack.BASE}{"".join(bits.defs)}'
        '<linearGradient id="w" x2=".7" y2="1"><stop stop-color="#f3f4ec"/><stop offset="1" stop-color="#dfe6da"/></linearGradient><linearGradient id="l" x2="0" y2="1"><stop stop-color="#d3dccd"/><stop offset="1" stop-color="#e9ece2"/></linearGradient></defs>'
        '<path fill="url(#w)" d="M0 0h760v560H0z"/><path d="M250 440V232a150 150 0 0 1 300 0v208z" fill="#c6d6c3" opacity=".7"/><path d="M0 0h120l220 440H150zM190 0h60l220 440h-70z" fill="#fff" opacity=".38"/>'
        f'<g fill="#5d7a63" opacity=".13">{leaf}</g><path fill="url(#l)" d="M0 440h760v120H0z"/>{art}<text x="700" y="540" font-size="12" text-anchor="end" fill="#59655b" letter-spacing="1">{SAYS["sketch"]}</text></svg>'
    )
