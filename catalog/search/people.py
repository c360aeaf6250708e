"""Groups of people a label speaks of, read from its words (``data/people.csv``)."""

import csv
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.search.spelling import DATA, plain


class People(TextChoices):
    CHILDREN = "children", _("Children")
    TEENS = "teens", _("Teenagers")
    ADULTS = "adults", _("Adults")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    PREGNANT = "pregnant", _("Pregnant and nursing")
    ELDERLY = "elderly", _("Middle-aged and elderly")


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["group"], tuple(map(plain, row["words"].split()))) for row in csv.DictReader(file))


def groups_in(text: str) -> list[str]:
    spelt = plain(text)
    return [group for group, words in _words() if any(word in spelt for word in words)]


def label_of(group: str) -> str:
    return str(People(group).label) if group in People.values else ""
