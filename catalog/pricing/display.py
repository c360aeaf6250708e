"""A price said clearly: what one piece, 100 g or one day of use costs (rule PR-01, duty P6)."""
import csv
import re
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog import measures
from microstore.core.money import plain_yuan

PIECES = Path(__file__).parents[1] / "data" / "pieces.csv"
COUNTED = re.compile(r"[*×x](\d+)(\w)(?:/\w+)?\s*$")
WEIGHED = re.compile(r"^(\d+(?:\.\d+)?)(kg|g|ml|mL|L)(?:/\w+)?$")


def unit_price_of(price_fen: int, spec: str) -> str:
    """What one piece costs where the specification counts pieces, 100 g or 100 ml where it weighs, to the nearest fen; else that
    the price is for the pack."""
    plain = spec.replace(" ", "")
    if (counted := COUNTED.search(plain)) and int(counted[1]) > 1:
        price = plain_yuan(measures.each(price_fen, int(counted[1])))
        return _("about ¥%(price)s per %(piece)s") % {"price": price, "piece": _piece(counted[2])}
    if (weighed := WEIGHED.match(plain)) and float(weighed[1]) > 0:
        factor, unit = measures.BASE[weighed[2]]
        tenths = round(float(weighed[1]) * factor * 10)
        return _("about ¥%(price)s per %(piece)s") % {"price": plain_yuan(measures.each(price_fen * 1000, tenths)), "piece": f"100{unit}"}
    return _("per pack")


def _piece(word: str) -> str:
    """Packs are counted in Chinese words; readers of English get theirs."""
    return _in_english().get(word, word) if get_language() == "en" else word


@lru_cache(maxsize=1)
def _in_english() -> dict[str, str]:
    return dict(csv.reader(PIECES.read_text(encoding="utf-8").splitlines()))


def day_price_of(price_fen: int, sku) -> str:
    """A bare division, said with its parts: no claim beyond the label. Empty where pack and label do not tell how long it lasts,
    and for several things in one bundle."""
    if sku.is_bundle and sku.parts.count() > 1:
        return ""
    days = sku.days_of_supply
    if not days:
        return ""
    return _("about ¥%(price)s a day; one pack lasts %(days)d days at the amount on the label") % {
        "price": plain_yuan(measures.each(price_fen, days)), "days": days}
