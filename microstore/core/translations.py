"""Reads every department's message file and every message of the code, and compares them. Babel does it, no ``msgfmt``."""
import io
import os
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3), "gettext_noop": None,
    "now": None,  # gettext beside a lazy _
}  # fmt: skip
SKIPPED = {".venv", "var", "locale", "tests", "node_modules", ".git", "migrations", "static", "docs", "bench"}


class Conflict(Exception):
    """Two departments translate the same message differently."""


@dataclass(frozen=True)
class Wanted:
    """A message of the code. ``msgid`` is the singular; ``where`` is the first place that says it."""

    msgid: str
    context: str | None
    where: str


def folder() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / LANGUAGE


def department_files():
    return sorted(folder().glob("*.po"))


def joined() -> Catalog:
    """All departments' texts as one catalogue. Refuses the same message with two texts."""
    whole = Catalog(locale=LANGUAGE, domain="django", charset="utf-8")
    said_in = {}
    for path in department_files():
        with path.open("rb") as file:
            part = read_po(file, locale=LANGUAGE, abort_invalid=True)
        for message in part:
            if message.id and has_text(message):
                refuse_conflict(whole, message, path, said_in)
                whole.add(message.id, message.string, context=message.context, flags=message.flags)
    return whole


def has_text(message):
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


def refuse_conflict(whole, message, path, said_in):
    singular = first(message.id)
    earlier = whole.get(singular, message.context)
    if earlier and first(earlier.string) != first(message.string):
        other = said_in[singular, message.context]
        raise Conflict(f"“{singular}” is “{first(earlier.string)}” in {other} but “{first(message.string)}” in {path.name}")
    said_in.setdefault((singular, message.context), path.name)


def first(text):
    return text if isinstance(text, str) else text[0]


def compile_all():
    """Write the one django.mo, whole or not at all."""
    target = folder() / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, joined())
    fresh.replace(target)


def from_template(fileobj, keywords, comment_tags, options):
    """Babel's extractor for Django templates: they are turned into something that reads like Python first."""
    text = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", ""))
    yield from extract_python(io.BytesIO(text.encode()), list(keywords), comment_tags, options)


def said(app=None):
    """Yield each message of the code and templates; of one department's when ``app`` names it."""
    method_map = [("**.py", "python"), ("**.html", from_template), ("templates/**.txt", from_template)]
    for place in places(app):
        found = extract_from_dir(str(place), method_map, keywords=KEYWORDS, directory_filter=is_walked)
        for name, line, message, _comments, context in found:
            yield Wanted(first(message), context, f"{(place / name).relative_to(settings.BASE_DIR)}:{line}")


def is_walked(path):
    return Path(path).name not in SKIPPED


def places(app):
    base = Path(settings.BASE_DIR)
    if app is None:
        return [base]
    candidates = [base / app, base / "microstore" / app, base / "templates" / app]
    return [place for place in candidates if place.is_dir()]


def missing(app=None):
    """The messages without a Chinese text, each once."""
    whole, seen = joined(), {}
    for wanted in said(app):
        if wanted.msgid and not whole.get(wanted.msgid, wanted.context):
            seen.setdefault((wanted.msgid, wanted.context), wanted)
    return list(seen.values())
