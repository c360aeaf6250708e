"""The sentences the law wants shown, word for word, and where."""
from dataclasses import dataclass

from microstore.compliance import reference
from microstore.compliance.classes import family

NOT_A_MEDICINE = "S01"
MEDICINE = "S05"

# statement → surfaces it must stand on; texts with a blank to fill are drawn by the page from the product's own fields
PLACES = {
    "S01": {"card", "detail", "cart", "checkout", "home"},
    "S02": {"detail", "advert"},
    "S05": {"detail", "advert"},
    "S07": {"card", "detail", "cart", "checkout"},
    "S09": {"detail", "advert"},
    "S10": {"advert"},
    "S11": {"detail", "advert"},
    "S14": {"cart", "checkout"},
}


@dataclass(frozen=True)
class Statement:
    """An exact sentence; ``rule`` is its id in the table, ``law`` its source, ``prominence`` how it must stand."""
    rule: str
    text: str
    law: str
    prominence: str


def for_product(product_class: str, *, surface: str = "detail") -> list[Statement]:
    """The sentences goods of this class need on a surface: card, detail, cart, checkout, advert or home (rules HF-07, HF-26)."""
    kind = family(product_class)
    return [_statement(row) for row in reference.rows("required_statements")
            if surface in PLACES.get(row["stmt_id"], ()) and kind in _kinds(row["product_type"])]


def text_of(rule: str) -> str:
    """The wording of one statement, e.g. ``text_of(NOT_A_MEDICINE)``."""
    return reference.by_id("required_statements")[rule]["exact_text"]


def _kinds(product_type: str) -> set[str]:
    return {"drug_otc", "drug_rx"} if product_type == "drug" else set(product_type.split("|"))


def _statement(row) -> Statement:
    return Statement(row["stmt_id"], row["exact_text"], row["law_ref"], row["prominence"])
