"""The kinds of blocks that pages are made of. Each department declares its own in ``blocks.py``.

```
@block("product_grid", _("Products"), ProductGridForm, icon="apps")
def product_grid(request, data) -> str:   # HTML; ``data`` is what the form cleaned, as JSON
```
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from microstore.compliance.forms import Scanned

kinds: dict[str, "Kind"] = {}


class BlockForm(Scanned, forms.Form):
    """Settings of a block. Fields named in ``scanned`` hold text that customers read."""

    scanned: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark_scanned(self.scanned)

    def to_data(self, by) -> dict:
        """What the block keeps: JSON values. Forms with uploads store them here."""
        return dict(self.cleaned_data)

    @classmethod
    def summary(cls, data: dict) -> str:
        """One line that tells this block from others of its kind."""
        return str(next((data[name] for name in cls.scanned if data.get(name)), ""))[:60]


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    form_class: type
    render: Callable
    icon: str = "doc"
    stays: bool = False

    def texts(self, data: dict) -> dict[str, str]:
        return {name: str(data.get(name) or "") for name in self.form_class.scanned}


def block(code: str, label: str, form_class: type = BlockForm, *, icon: str = "doc", stays: bool = False) -> Callable:
    """Declare a kind. ``stays`` marks what the law wants on the page: it can be moved, not removed."""

    def declare(render: Callable) -> Callable:
        kinds[code] = Kind(code, label, form_class, render, icon, stays)
        return render

    return declare


def new(kind: str, data: dict) -> dict:
    """A block as pages keep it."""
    return {"id": secrets.token_hex(4), "kind": kind, "data": data}


def draw(request, blocks: list[dict]) -> list[SafeString]:
    """The HTML of each block, in order. A kind that is no longer declared draws nothing."""
    return [mark_safe(kinds[each["kind"]].render(request, each["data"])) for each in blocks if each["kind"] in kinds]


def describe(blocks: list[dict]) -> list[dict]:
    """Each block with the words the builder shows for it."""
    rows = []
    for at, each in enumerate(blocks):
        kind = kinds.get(each["kind"])
        rows.append(
            {
                "id": each["id"],
                "kind": each["kind"],
                "label": kind.label if kind else _("Unknown block"),
                "icon": kind.icon if kind else "help",
                "stays": bool(kind and kind.stays),
                "summary": kind.form_class.summary(each["data"]) if kind else "",
                "first": at == 0,
                "last": at == len(blocks) - 1,
            }  # fmt: skip
        )
    return rows
