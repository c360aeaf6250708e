"""QR and Code 128 as SVG with presentation attributes only, sharp on any printer."""

import segno
from barcode.codex import Code128
from django.utils.html import format_html
from django.utils.safestring import mark_safe

QUIET = 10
"""Modules left empty on both sides of a Code 128."""


def qr(text, label, css="qrp") -> str:
    """One path of 1 × 1 modules, error correction M, quiet zone of four modules."""
    code = segno.make(str(text), error="m", micro=False)
    rows = list(code.matrix_iter(border=4))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}"><path fill="currentColor" d="{}"/></svg>',
        css,
        len(rows),
        len(rows),
        label,
        mark_safe(path),
    )


def code128(text, css="c128") -> str:
    """Bars of one path; the height is the style sheet's."""
    modules = Code128(str(text)).build()[0]
    path, at = [], 0
    while at < len(modules):
        width = len(modules[at:]) - len(modules[at:].lstrip("1"))
        if width:
            path.append(f"M{at + QUIET} 0h{width}v40h-{width}z")
        at += max(width, 1)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} 40" preserveAspectRatio="none" role="img" aria-label="{}"><path d="{}"/></svg>',
        css,
        len(modules) + 2 * QUIET,
        text,
        mark_safe("".join(path)),
    )
