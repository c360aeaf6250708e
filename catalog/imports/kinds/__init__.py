"""What a row of each kind of list means. A kind names its columns, stages rows and writes what was staged."""

from catalog.imports.kinds.base import Kind, Staged

__all__ = ["Kind", "Staged", "kind_of"]


def kind_of(batch) -> Kind:
    """The kind of an import, made anew for each trial: it remembers what it has seen."""
    from catalog.imports.kinds.market import Market
    from catalog.imports.kinds.prices import Prices
    from catalog.imports.kinds.products import Products

    return {"products": Products, "prices": Prices, "market": Market}[batch.kind](batch)
