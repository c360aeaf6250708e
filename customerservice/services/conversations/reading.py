"""What a text of a conversation says: digits to be masked, people who need caution, words the law forbids (duties L16, L17)."""

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from catalog.judging import subject_of
from catalog.models import Product
from microstore.compliance import scanner
from microstore.compliance.classes import ProductClass
from microstore.compliance.scanner import Verdict
from microstore.compliance.services import door
from orders.review_rules import groups_named
from orders.services.orders.facts import groups_on_label

TABLE = Path(__file__).resolve().parents[2] / "data" / "special_groups.csv"
LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
SHOWN = 120


@dataclass(frozen=True)
class Group:
    """People who need extra caution. ``words`` name them in talk, ``label_words`` on a label; ``caution`` is the prepared text."""

    code: str
    words: tuple[str, ...]
    label_words: tuple[str, ...]
    caution: str


@cache
def groups() -> dict[str, Group]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Group(row["code"], *(tuple(row[name].split("|")) for name in ("words", "label_words")), row["caution"]) for row in rows
    }


def groups_in(text: str, product: Product | None = None) -> list[str]:
    """Codes of the special groups a text names; a group that the product's own label names in the text counts too."""
    named = groups_named(text, groups_on_label(unsuitable_of(product)))
    found = []
    for code, group in groups().items():
        if any(word in text for word in group.words) or any(word in label for word in group.label_words for label in named):
            found.append(code)
    return found


def unsuitable_of(product: Product | None) -> str:
    return product.live_revision.unsuitable_population if product and product.live_revision else ""


def is_unsuitable(code: str, product: Product | None) -> bool:
    """Whether the product's label excludes this group."""
    return any(word in unsuitable_of(product) for word in groups()[code].label_words)


def caution_for(code: str, product: Product | None, *, product_word: str, unsuitable_word: str) -> str:
    """The prepared text; without a product it speaks of ``product_word`` and ``unsuitable_word``."""
    title = product.live_revision.title if product and product.live_revision else product_word
    return groups()[code].caution.format(product=title, unsuitable=unsuitable_of(product) or unsuitable_word)


def masked(text: str) -> str:
    """``text`` with the middle of every long number hidden: phones, cards, waybills."""
    return LONG_NUMBER.sub(_mask, text)


def _mask(found: re.Match) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 8 else f"{digits[:1]}****{digits[-2:]}"


def excerpt(text: str) -> str:
    """One masked line for lists."""
    return masked(" ".join(text.split()))[:SHOWN]


def read(text: str, product: Product | None = None, *, at: tuple[str, int | None] | None = None) -> Verdict:
    """Judge what an agent is about to say; ``at`` is where it will stand."""
    return door.read({"text": text}, subject_for(product), kind="script", at=at)


def subject_for(product: Product | None) -> scanner.Subject:
    """Without a product as if of a health food, which is the strictest. Whom the label names as unsuitable may be said in its words."""
    if not (product and product.live_revision):
        return scanner.Subject(ProductClass.HEALTH_FOOD)
    subject = subject_of(product.live_revision, product)
    return replace(subject, protected=(*subject.protected, product.live_revision.unsuitable_population))
