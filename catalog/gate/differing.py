"""Two revisions side by side, word by word."""
from dataclasses import dataclass

from catalog import completeness
from catalog.completeness import ATTRIBUTE, label_of
from catalog.models import ProductRevision
from microstore.compliance import functions, goods
from microstore.core.differing import pieces

SHOWN = (
    "title", "subtitle", "certificate_name", "approval_number", "certificate_basis", "certificate_until", "registry_url", "function_claim",
    "function_ids", "dosage_form", "ingredients", "marker_content", "suitable_population", "unsuitable_population", "dosage", "shelf_life",
    "storage", "cautions", "maker_name", "maker_address", "maker_licence", "standard_code", "origin", "description", "book")


@dataclass(frozen=True)
class Row:
    """One fact that differs; ``pieces`` are (same | gone | new, text)."""

    name: str
    label: str
    pieces: list[tuple[str, str]]


def names_of(*revisions) -> list[str]:
    """The facts that any of them may state, in the order of the form."""
    further = dict.fromkeys(name for revision in revisions for name in revision.attributes)
    return [*SHOWN, *(ATTRIBUTE + name for name in further)]


def said(revision, name: str, product_class: str = "") -> str:
    """A fact in words."""
    value = completeness.value_of(revision, name)
    if name.startswith(ATTRIBUTE):
        return completeness.attribute_of(name, product_class).said(value)
    if name == "function_ids":
        known = functions.all_functions()
        return "、".join(known[code].name for code in value if code in known)
    shown = getattr(revision, f"get_{name}_display", None)
    value = shown() if shown else value
    return "" if value is None else str(value)


def named(revision, product_class: str) -> list[tuple[str, str, str]]:
    """(name, label, value) of everything that a class of goods states."""
    rules = goods.of(product_class)
    names = [name for name in SHOWN if name in rules.fields and name not in ("function_ids", "registry_url")]
    names += [ATTRIBUTE + one.name for one in rules.attributes]
    return [(name, label_of(name, product_class), said(revision, name, product_class) or "—") for name in names]


def stated(revision, product_class: str) -> list[tuple[str, str]]:
    """The same for a list of facts."""
    return [(label, value) for __, label, value in named(revision, product_class)]


def between(old: ProductRevision, new: ProductRevision) -> list[Row]:
    """The facts on which two revisions differ, from old to new."""
    kind = new.product.product_class
    pairs = ((name, said(old, name, kind), said(new, name, kind)) for name in names_of(old, new))
    return [Row(name, label_of(name, kind), pieces(before, after)) for name, before, after in pairs if before != after]


def pictures(old: ProductRevision, new: ProductRevision) -> list[tuple[str, str, str]]:
    """(place, picture before, picture after) for each place where they differ."""
    count = max(len(old.pictures), len(new.pictures))
    before, after = ([*revision.pictures, *[""] * (count - len(revision.pictures))] for revision in (old, new))
    return [(place, a, b) for place, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b]
