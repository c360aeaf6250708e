"""Sentences that the program writes into rows: kept as message and facts, read in the language of whoever reads them.

``gettext`` is Django's, but what it answers remembers its message, also after ``%``. The fields keep that memory in their column and give
the sentence back in the language of the reader. What people typed, and what was kept as plain text, stays as it is.
"""

import json

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import Promise

MARK = "\x1e"  # opens a kept sentence in a column of text; nobody can type it there
SAY, WITH, LIST = "say", "with", "list"


class Sentence(str):
    """A text in the reader's language with its ``message`` and, after ``%``, what was ``given``. A list has parts and no message."""

    message: str
    given: dict | None
    parts: list | None

    def __new__(cls, text, message="", given=None, parts=None):
        self = super().__new__(cls, text)
        self.message, self.given, self.parts = message, given, parts
        return self

    def __str__(self):
        return self

    def __getitem__(self, key):
        """A cut that takes nothing away leaves the sentence."""
        part = super().__getitem__(key)
        return self if part == self else part

    def strip(self, *characters):
        part = super().strip(*characters)
        return self if part == self else part

    def __mod__(self, given):
        if not isinstance(given, dict) or not self.message:
            return super().__mod__(given)
        return Sentence(super().__mod__(given), self.message, {name: _kept(value) for name, value in given.items()})


def gettext(message: str) -> Sentence:
    return Sentence(translation.gettext(message), message)


def of(text) -> str:
    """A lazy text as a sentence, if it is one message as it stands; anything else as plain text."""
    if not isinstance(text, Promise):
        return text if isinstance(text, Sentence) else str(text)
    with translation.override(None):
        message = str(text)
    said = gettext(message)
    return said if said == str(text) else str(text)


def word_of(row, field: str) -> str:
    """The word of a choice, as ``get_…_display`` answers it."""
    return of(dict(row._meta.get_field(field).flatchoices).get(getattr(row, field), ""))


def of_error(error: ValidationError) -> str:
    """What a form says of a value, its first sentence: Django's own and ours."""
    first = error.error_list[0]
    said = of(first.message)
    return said % first.params if first.params else said


def is_read_in_english() -> bool:
    return (translation.get_language() or "").startswith("en")


def listed(texts) -> Sentence:
    """Several in a row, parted as the reader's language does."""
    texts = [of(text) for text in texts]
    return Sentence(_separator().join(texts), parts=texts)


def _separator() -> str:
    return "、" if (translation.get_language() or "").startswith("zh") else ", "


def anew(value):
    """A sentence in the language that is spoken now; any other value as it is."""
    return unpacked(packed(value)) if isinstance(value, Sentence | Promise) else value


def packed(value):
    """The value with its sentences as JSON keeps them."""
    if isinstance(value, Promise):
        value = of(value)
    if isinstance(value, Sentence):
        if value.parts is not None:
            return {LIST: packed(value.parts)}
        return {SAY: value.message} | ({WITH: packed(value.given)} if value.given is not None else {}) if value.message else value
    if isinstance(value, dict):
        return {name: packed(part) for name, part in value.items()}
    return [packed(part) for part in value] if isinstance(value, list | tuple) else value


def unpacked(value):
    """The value with its sentences in the reader's language."""
    if isinstance(value, list):
        return [unpacked(part) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {LIST}:
        return listed(unpacked(value[LIST]))
    if SAY in value and value.keys() <= {SAY, WITH}:
        return _said(value[SAY], unpacked(value.get(WITH)))
    return {name: unpacked(part) for name, part in value.items()}


def _said(message: str, given: dict | None) -> Sentence:
    """A message that no longer fits its facts is read as it was written."""
    said = gettext(message)
    try:
        return said if given is None else said % given
    except (KeyError, TypeError, ValueError):
        return said


def _kept(value):
    value = of(value) if isinstance(value, Promise) else value
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


class _Column:
    """A column of text that keeps sentences."""

    def get_prep_value(self, value):
        kept = packed(value)
        if isinstance(kept, dict):
            text = MARK + json.dumps(kept, ensure_ascii=False)
            if self.max_length is None or len(text) <= self.max_length:
                return text
            kept = str.__str__(anew(value))[: self.max_length]
        value = super().get_prep_value(kept)
        return value.lstrip(MARK) if isinstance(value, str) else value

    def from_db_value(self, value, expression, connection):
        return unpacked(json.loads(value[1:])) if value and value.startswith(MARK) else value


class SentenceField(_Column, models.CharField):
    """A line. What does not fit together with its facts is kept as it reads. To the database it is the plain field it is."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class SentenceTextField(_Column, models.TextField):
    """A text of any length."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class SentencesField(models.JSONField):
    """JSON with sentences in it, wherever they stand."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(packed(value), connection, prepared)

    def from_db_value(self, value, expression, connection):
        return unpacked(super().from_db_value(value, expression, connection))
