"""What a product falls under, as ``facet:value``: the choices beside a list count these, and the index finds by them."""

from catalog.search import people
from microstore.compliance import functions, goods

MOST_LETTERS = 50
COLUMNS = {"category", "brand", "dosage_form", "function", "price"}  # the card has these, or all goods do


def of_page(product_class: str, revision) -> list[str]:
    """What the page says beyond the columns of a card: functions, people, and what the class of goods declares as a facet."""
    if revision is None:
        return []
    known = functions.all_functions()
    return [*(f"function:{code}" for code in revision.function_ids if code in known),
            *(f"people:{group}" for group in people.groups_in(revision.suitable_population)),
            *_declared(goods.of(product_class), revision)]  # fmt: skip


def _declared(declaration, revision) -> list[str]:
    found = []
    for facet in declaration.facets:
        if facet not in COLUMNS:
            name = facet.removeprefix("attribute:")
            value = revision.attributes.get(name) if facet != name else getattr(revision, name)
            if value not in (None, ""):
                found.append(f"{name}:{str(value).replace(':', ' ')[:MOST_LETTERS]}")
    return found


def of_product(product) -> list[str]:
    """All the index knows a product by: traits, category, brand, form. Prices differ by store and are left out."""
    revision = product.live_revision
    found = [*of_page(product.product_class, revision), f"category:{product.category_id}"]
    if product.brand_id:
        found.append(f"brand:{product.brand_id}")
    return [*found, f"form:{revision.dosage_form}"] if revision and revision.dosage_form else found


def declared_label(facet: str) -> str:
    """What a class of goods calls a facet of its own."""
    for declaration in goods.ALL.values():
        if attribute := declaration.attribute(facet):
            return str(attribute.label)
    return ""


def declared_value(facet: str, value: str) -> str:
    for declaration in goods.ALL.values():
        if attribute := declaration.attribute(facet):
            return attribute.said(value)
    return value
