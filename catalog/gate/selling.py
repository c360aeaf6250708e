"""Whether goods of a class are sold here at all: prescription drugs are told about only (rule RX-07), others wait."""
from microstore.compliance import goods
from microstore.core.errors import Refused


def require_sold(product_class: str) -> None:
    """Refuse a price for what is not sold."""
    rules = goods.of(product_class)
    if not rules.is_sold:
        raise Refused(str(rules.why_not_sold))


def require_shown(product_class: str) -> None:
    """Refuse a shelf to what is neither sold nor told about."""
    rules = goods.of(product_class)
    if rules.sale == goods.Sale.NOT_YET:
        raise Refused(str(rules.why_not_sold))
