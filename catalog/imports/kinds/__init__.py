"""What a row of each kind of list means. A kind names its columns, stages rows and writes what was staged."""

from catalog.imports.kinds.base import Kind, Staged

__all__ = ["Kind", "Staged", "class_of", "kind_of"]


def class_of(kind: str) -> type[Kind]:
    from catalog.imports.kinds.market import Market
    from catalog.imports.kinds.prices import Prices
    from catalog.imports.kinds.products import Products

    return {"products": Products, "prices": Prices, "market": Market}[kind]


def kind_of(batch) -> Kind:
    """The kind of an import, made anew for each trial: it reads what rows may name, and remembers what it has seen."""
    return class_of(batch.kind)(batch)
