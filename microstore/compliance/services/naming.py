"""Names of a few words that stand in menus, cards and carts: refused when they are saved, wherever that is done.

They are no pages with a draft and an approval, so nothing comes after saving that could stop them. ``check`` is for the ``clean`` of a
model, which every form runs, the plain admin's too; ``require`` for services."""

from functools import cache

from django.core.exceptions import ValidationError

from microstore.compliance import functions
from microstore.compliance.scanner import Subject
from microstore.compliance.services import door
from microstore.core.errors import Refused

HEALTH = "health_food"


@cache
def of_shelves() -> Subject:
    """A shelf may be named after any official function; what a product claims is read on its own page."""
    return Subject(HEALTH, tuple(code for code, _name in functions.choices()))


def require(subject: Subject | None = None, **names: str) -> None:
    door.require_allowed(door.read({field: name for field, name in names.items() if name}, subject or of_shelves()))


def check(subject: Subject | None = None, **names: str) -> None:
    """The same at the field of a form."""
    for field, name in names.items():
        try:
            require(subject, **{field: name})
        except Refused as refusal:
            raise ValidationError({field: str(refusal)}) from None
