"""Two versions of a page side by side: blocks that came, went, moved, and the fields that read differently."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core.differing import pieces
from microstore.stores import block_registry
from microstore.stores.assets.picking import AssetField
from microstore.stores.models import Asset


class What(models.TextChoices):
    ADDED = "added", _("Inserted")
    REMOVED = "removed", _("Removed")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved")


@dataclass(frozen=True)
class FieldChange:
    """One setting of a block: pieces of text, each with "same", "gone" or "new"."""

    label: str
    pieces: list[tuple[str, str]]


@dataclass(frozen=True)
class Change:
    what: What
    label: str
    summary: str
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def word(self) -> str:
        return self.what.label


def between(before: list[dict], after: list[dict]) -> list[Change]:
    """In the order of the newer version; what went comes last."""
    old = {each["id"]: each for each in before}
    new_ids = {each["id"] for each in after}
    kept = [each["id"] for each in before if each["id"] in new_ids]
    moved = _moved(kept, [each["id"] for each in after if each["id"] in old])
    found = [change for each in after for change in _of(old.get(each["id"]), each, each["id"] in moved)]
    return [*found, *(_change(What.REMOVED, each) for each in before if each["id"] not in new_ids)]


def _of(before: dict | None, after: dict, is_moved: bool):
    if before is None:
        yield _change(What.ADDED, after, _fields({}, after))
        return
    if changed := _fields(before["data"], after):
        yield _change(What.CHANGED, after, changed)
    elif is_moved:
        yield _change(What.MOVED, after)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Those outside the longest run that kept its order."""
    stayed = {before[at] for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
              for at in range(block.a, block.a + block.size)}  # fmt: skip
    return set(after) - stayed


def _change(what: What, block: dict, fields=()) -> Change:
    kind = block_registry.kinds.get(block["kind"])
    label = str(kind.label) if kind else block["kind"]
    return Change(what, label, kind.form_class.summary(block["data"]) if kind else "", list(fields))


def _fields(before: dict, block: dict) -> list[FieldChange]:
    kind, after = block_registry.kinds.get(block["kind"]), block["data"]
    fields = kind.form_class.base_fields if kind else {}
    names = dict.fromkeys([*fields, *before, *after])
    found = []
    for name in names:
        if name in UNSAID:
            continue
        is_asset = isinstance(fields.get(name), AssetField)
        was, now = (_title(said.get(name)) if is_asset else _text(said.get(name)) for said in (before, after))
        if was != now:
            found.append(FieldChange(_label(kind, name), pieces(was, now)))
    return found


def _label(kind, name: str) -> str:
    known = kind.form_class.base_fields.get(name) if kind else None
    return str(known.label) if known is not None and known.label else str(SHOWN_AS.get(name, name))


SHOWN_AS = {"picture_id": _("Picture"), "poster_id": _("Poster"), "video_id": _("Video"), "captions_id": _("Captions")}


UNSAID = ("slides",)
"""Files that stand behind pictures which are named themselves."""


def _title(pk) -> str:
    """A picture of the library by its name."""
    return str(Asset.objects.filter(pk=pk).first() or "") if isinstance(pk, int) else ""


def _text(value) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(_text(one) for one in value.values() if one not in (None, ""))
    return str(value)
