"""Plain pages of the simulators: no script, one style sheet, every value escaped."""

from pathlib import Path

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from .app import Response

STYLE = Path(__file__).with_name("page.css").read_bytes()

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def page(title: str, body, *, status: int = 200, narrow: bool = False, style: str = "/style.css", refresh_seconds: int = 0) -> Response:
    text = format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        '<title>{}</title><link rel="stylesheet" href="{}"></head><body><main class="{}">{}</main></body></html>',
        "en" if (get_language() or "").startswith("en") else "zh-Hans", title, style, "narrow" if narrow else "wide-page", body,
    )  # fmt: skip
    refresh = {"Refresh": str(refresh_seconds)} if refresh_seconds else {}
    return Response(status, text.encode(), HEADERS | refresh)


def style_sheet() -> Response:
    return Response(200, STYLE, {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "max-age=600"})


def button(action: str, label: str, *, css: str = "", **fields):
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())
    return format_html('<form method="post" action="{}">{}<button class="{}">{}</button></form>', action, hidden, css, label)


def section(title: str, hint: str, rows: list, empty: str):
    listed = format_html_join("", "<li>{}</li>", ((row,) for row in rows)) if rows else format_html("<li>{}</li>", empty)
    return format_html('<section><h2>{}</h2><p class="hint small">{}</p><ul>{}</ul></section>', title, hint, listed)


def facts(pairs: list[tuple[str, str]]):
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))


def join(*parts):
    return mark_safe("".join(conditional_escape(part) for part in parts))
