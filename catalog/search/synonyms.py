"""Other words for what the shelf holds: those of the program, and those the department added in the browser."""

import csv
import time
from collections import defaultdict
from functools import cache

from django.core.cache import cache as shared
from django.db import transaction

from catalog.models import SearchSynonym
from catalog.search import illness
from catalog.search.asking import Word
from catalog.search.spelling import DATA, plain
from microstore.core import changes, clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

KEY = "catalog.synonyms"
SECONDS = 60
MOST = 4
_kept: tuple[float, object, dict[str, tuple[str, ...]]] = (0.0, None, {})


@cache
def of_the_program() -> tuple[tuple[str, str], ...]:
    """(what customers type, what holds it)."""
    with (DATA / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["also"], row["word"]) for row in csv.DictReader(file))


def known() -> dict[str, tuple[str, ...]]:
    """Plain spelling typed → the others. Kept in the process for a minute, and read anew once the department has added one."""
    global _kept
    read_at, stamp, table = _kept
    if time.monotonic() - read_at > SECONDS or shared.get(KEY) != stamp or not table:
        stamp, table = shared.get(KEY), _read()
        _kept = (time.monotonic(), stamp, table)
    return table


def _read() -> dict[str, tuple[str, ...]]:
    table = defaultdict(dict)
    for also, word in (*of_the_program(), *SearchSynonym.objects.values_list("also", "word")):
        table[plain(also)][plain(word)] = True
    return {also: tuple(words)[:MOST] for also, words in table.items()}


def trouble_with(also: str, word: str) -> str:
    """Why a pair cannot be added: a word of illness must not lead to goods (rule HF-08)."""
    if not plain(also) or not plain(word):
        return _("Write a word.")
    if plain(also) == plain(word):
        return _("Both are spelt the same for the search.")
    if illness.is_named_in(also) or illness.is_named_in(word):
        return _("A word of illness or treatment must not lead to goods.")
    return ""


@transaction.atomic
def add(also: str, word: str, *, by) -> SearchSynonym:
    if trouble := trouble_with(also, word):
        raise Refused(trouble)
    if SearchSynonym.objects.filter(also=also, word=word).exists():
        raise Refused(_("This pair is there already."))
    row = changes.save(SearchSynonym(also=also, word=word, added_by=by, added_at=clock.now()), by=by)
    transaction.on_commit(_told_anew)
    return row


@transaction.atomic
def remove(row: SearchSynonym, *, by) -> None:
    publish(changes.RowDeleted(changes.snapshot(row)), about=row, by=by)
    row.delete()
    transaction.on_commit(_told_anew)


def _told_anew() -> None:
    shared.set(KEY, time.time_ns(), None)


def with_synonyms(texts: list[str]) -> list[Word]:
    """A word that is in the table as a whole has its other names; one that holds an entry has itself with the entry replaced."""
    table = known()
    return [Word(text, table.get(text) or _replaced(text, table)) for text in texts]


def _replaced(text: str, table) -> tuple[str, ...]:
    held = sorted((also for also in table if len(also) > 1 and also in text), key=len, reverse=True)[:1]
    return tuple(text.replace(also, word) for also in held for word in table[also])[:MOST]
