"""The safe subset of marks for longer texts: what is typed stays text, a few signs give it a shape.

``## heading`` · ``- list`` · ``1. steps`` · ``> quotation`` · ``**strong**`` · ``[words](c/sleep/)``, inside this store alone.
"""

import re

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from microstore.stores.places import clean_link

MARK = re.compile(r"\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<words>[^\]\n]+)\]\((?P<link>[^)\s]+)\)")
ITEM, STEP = re.compile(r"^[-*] +"), re.compile(r"^\d+[.、] *")
LISTS = (("ul", ITEM), ("ol", STEP))


def draw(text: str) -> SafeString:
    """HTML of a text. Everything that is no mark is written as it is, harmless."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return mark_safe("".join(_part([line.strip() for line in part.split("\n") if line.strip()]) for part in parts if part.strip()))


def links_in(text: str) -> list[str]:
    return [found["link"] for found in MARK.finditer(text) if found["link"]]


def require_links(text: str) -> None:
    """Every link stays inside the store."""
    for link in links_in(text):
        clean_link(link)


def _part(lines: list[str]) -> str:
    if lines[0].startswith("## "):
        heading = format_html("<h3>{}</h3>", _marked(lines[0][3:]))
        return heading + (_part(lines[1:]) if lines[1:] else "")
    for tag, sign in LISTS:
        if all(sign.match(line) for line in lines):
            items = mark_safe("".join(format_html("<li>{}</li>", _marked(sign.sub("", line))) for line in lines))
            return format_html("<{}>{}</{}>", mark_safe(tag), items, mark_safe(tag))
    if all(line.startswith("> ") for line in lines):
        return format_html("<blockquote><p>{}</p></blockquote>", _joined([line[2:] for line in lines]))
    return format_html("<p>{}</p>", _joined(lines))


def _joined(lines: list[str]) -> SafeString:
    return mark_safe("<br>".join(_marked(line) for line in lines))


def _marked(line: str) -> SafeString:
    pieces, at = [], 0
    for found in MARK.finditer(line):
        pieces += [format_html("{}", line[at : found.start()]), _mark(found)]
        at = found.end()
    return mark_safe("".join([*pieces, format_html("{}", line[at:])]))


def _mark(found) -> SafeString:
    if found["strong"]:
        return format_html("<strong>{}</strong>", found["strong"])
    try:
        return format_html('<a class="link" href="{}{}">{}</a>', reverse("home"), clean_link(found["link"]), found["words"])
    except ValidationError:
        return format_html("{}", found["words"])
