"""Where a picture of the library stands. Each department declares how it finds its uses and how a new file takes the place of an old one.

```
uses.declare("catalog.product", find=…, replace=…)
find(files) -> Iterable[Use]              # ``files``: the StoredFiles of one asset, old and new
replace(use, old, new, by) -> None        # writes a draft through the department's own door; Refused says why not
```
Nothing here changes what is live: a draft goes through the department's own approval (decision 0029).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from microstore.core.errors import Refused
from microstore.core.models import StoredFile
from microstore.core.sentences import gettext as _

_declared: dict[str, "Declared"] = {}


@dataclass(frozen=True)
class Use:
    """One place: ``where`` in words, ``url`` where it is changed, ``file_id`` which version it shows."""

    kind: str
    where: str
    url: str
    file_id: int
    is_live: bool
    row: object = field(compare=False, repr=False, default=None)
    store: object = field(compare=False, repr=False, default=None)


@dataclass(frozen=True)
class Declared:
    find: Callable[[list[StoredFile]], Iterable[Use]]
    replace: Callable | None = None


@dataclass(frozen=True)
class Replaced:
    """What became of one place."""

    use: Use
    trouble: str = ""


def declare(kind: str, *, find: Callable, replace: Callable | None = None) -> None:
    _declared[kind] = Declared(find, replace)


def of(asset) -> list[Use]:
    """All places, those before customers first."""
    files = files_of(asset)
    found = [use for declared in _declared.values() for use in declared.find(files)]
    return sorted(found, key=lambda use: (not use.is_live, use.kind, use.where))


def files_of(asset) -> list[StoredFile]:
    return [version.file for version in asset.versions.select_related("file")]


def replace_everywhere(asset, new: StoredFile, *, by) -> list[Replaced]:
    """Draft by draft; a place that refuses stays as it is and says why."""
    drafts: dict = {}
    for use in of(asset):
        if use.file_id != new.pk:
            drafts.setdefault((use.kind, getattr(use.row, "pk", use.where)), use)
    old = [file for file in files_of(asset) if file.pk != new.pk]
    return [_replace_one(use, old, new, by) for use in drafts.values()]


def _replace_one(use: Use, old: list[StoredFile], new: StoredFile, by) -> Replaced:
    act = _declared[use.kind].replace
    if act is None:
        return Replaced(use, _("It is changed by hand."))
    try:
        with transaction.atomic():
            act(use, old, new, by)
    except Refused as refusal:
        return Replaced(use, str(refusal))
    return Replaced(use)
