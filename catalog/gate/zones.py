"""Which shelf goods may stand on: health food, medicines and the rest are kept apart (rules HF-14, RX-05)."""
from django.utils.translation import gettext as _

from microstore.compliance import goods
from microstore.compliance.classes import Zone
from microstore.core.errors import Refused

OWN_SHELF = (Zone.OTC, Zone.RX)


def fits(product_class: str, category) -> bool:
    """A shelf of a kind takes that kind alone; one without a kind takes everything but medicines."""
    wanted, zone = goods.of(product_class).zone, category.top.zone
    return wanted == zone if zone else wanted not in OWN_SHELF


def require(product_class: str, category) -> None:
    if not fits(product_class, category):
        rules = goods.of(product_class)
        raise Refused(_("%(goods)s may not stand in %(category)s: it needs a %(zone)s (rules HF-14, RX-05).") % {
            "goods": rules.label, "category": category, "zone": rules.zone.label})
