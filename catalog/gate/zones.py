"""Which shelf goods may stand on: health food, medicines and the rest are kept apart (rules HF-14, RX-05)."""
from microstore.compliance import goods
from microstore.compliance.classes import Zone
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

OWN_SHELF = (Zone.OTC, Zone.RX)


def suits(product_class: str, zone: str) -> bool:
    """A shelf of a kind takes that kind alone; one without a kind takes everything but medicines."""
    wanted = goods.of(product_class).zone
    return wanted == zone if zone else wanted not in OWN_SHELF


def label(product_class: str):
    return goods.of(product_class).label


def require(product_class: str, category) -> None:
    if not suits(product_class, category.top.zone):
        raise Refused(_("%(goods)s may not stand in %(category)s: it needs the %(zone)s (rules HF-14, RX-05).") % {
            "goods": label(product_class), "category": category, "zone": goods.of(product_class).zone.label})
