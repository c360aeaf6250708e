"""Before and after: what a person changed in a row that has no act of its own, kept in the audit with the reason."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from microstore.core.events import news, publish
from microstore.core.models import Event

SECRET = ("password", "phone", "email", "search")
COVERED = "***"


@news("row.saved")
@dataclass(frozen=True)
class RowSaved:
    """The fields that differ. Personal data and secrets never enter an event: for them stands that they changed."""

    before: dict
    after: dict
    label: ClassVar = _("Changed")


@news("row.deleted")
@dataclass(frozen=True)
class RowDeleted:
    before: dict
    label: ClassVar = _("Deleted")


def snapshot(row: models.Model, lists: tuple[str, ...] = ()) -> dict:
    """The stored values of a row as JSON; ``lists`` names many-to-many fields to take along. Empty for a row that is new."""
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is None:
        return {}
    encode = DjangoJSONEncoder().default
    values = {field.name: field.value_from_object(stored) for field in row._meta.concrete_fields if not field.primary_key}
    plain = {
        name: value if isinstance(value, str | int | float | bool | list | dict | None) else _plain(encode, value)
        for name, value in values.items()
    }
    return plain | {name: sorted(str(one) for one in getattr(stored, name).all()) for name in lists}


def _plain(encode, value):
    try:
        return encode(value)
    except TypeError:
        return str(value)


def tell(row: models.Model, before: dict, after: dict, *, by, reason: str = "") -> Event | None:
    """Publish what differs; nothing when nothing does."""
    changed = [name for name in after if before.get(name) != after[name]]
    if not changed:
        return None
    return publish(
        RowSaved(_covered({name: before.get(name) for name in changed if before}), _covered({name: after[name] for name in changed})),
        about=row,
        by=by,
        reason=reason,
    )


def _covered(values: dict) -> dict:
    return {name: COVERED if name in SECRET and value else value for name, value in values.items()}


@transaction.atomic
def save(row: models.Model, *, by, reason: str = ""):
    """Save ``row`` and tell what changed."""
    before = snapshot(row)
    row.save()
    tell(row, before, snapshot(row), by=by, reason=reason)
    return row
