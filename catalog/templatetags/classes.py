"""What storefront pages show of a class of goods: its mark, and whether it goes back unwanted."""
from django import template

from microstore.compliance import goods

register = template.Library()


@register.filter
def class_mark(product_class: str) -> str:
    """The mark that medicines and devices carry wherever they are shown (rule RX-05)."""
    return goods.of(product_class).mark


@register.filter
def returns_unwanted(product_class: str) -> bool:
    return goods.of(product_class).returns_unwanted


@register.filter
def return_label(product_class: str) -> str:
    return goods.of(product_class).return_label
