"""Product pictures, drawn: four for each product of the demo catalogue, own work, CC0.

A gallery is the pack, its label as text, where the batch is printed, and its size beside a bank card. Every picture says that
it is a sketch; none imitates the mark of an authority. Same input, same bytes.
"""

from catalog.pictures import facts
from catalog.pictures.still_life import still_life

KINDS = ("", "-label", "-batch", "-size")

__all__ = ["KINDS", "gallery", "paths", "still_life"]


def gallery(product: dict) -> dict[str, str]:
    """Map each kind to its SVG. ``product``: name, brand, dosage_form, category and the printed facts of the product list."""
    pack = facts.pack_of(product)
    return {"": pack.svg(), "-label": facts.label(product), "-batch": facts.batch(product), "-size": facts.size(product)}


def paths(code: str) -> list[str]:
    """Where the gallery of a product lies under ``static/``."""
    return [f"products/{code}{kind}.svg" for kind in KINDS]
