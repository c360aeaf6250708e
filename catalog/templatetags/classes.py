"""What storefront pages show of a class of goods: its mark, whether it is sent, and whether it goes back unwanted."""
from django import template

from microstore.compliance import goods, statements

register = template.Library()


@register.filter
def class_mark(product_class: str) -> str:
    """The mark that medicines and devices carry wherever they are shown (rule RX-05)."""
    return goods.of(product_class).mark


@register.filter
def has_parcel(product_class: str) -> bool:
    """Whether it is sent; what has none is read in the shop."""
    return goods.of(product_class).has_parcel


@register.filter
def returns_unwanted(product_class: str) -> bool:
    return goods.of(product_class).returns_unwanted


@register.filter
def return_label(product_class: str) -> str:
    return goods.of(product_class).return_label


@register.filter
def sentences(lines, surface: str) -> list[str]:
    """What the classes of the goods in a cart must say there besides the sentence that always stands, each once (rules RX-06, RX-22)."""
    classes = dict.fromkeys(line["sku"].product.product_class for line in lines)
    found = {one.rule: one.text for product_class in classes for one in goods.of(product_class).statements(surface)}
    return [text for rule, text in found.items() if rule != statements.NOT_A_MEDICINE]
