"""What promotions and a coupon save, in words: in the cart, at checkout, on the order."""

from django.utils.translation import gettext as _

from marketing.engine import Goods
from marketing.words import part_words, short_yuan, step_words
from microstore.core.money import share_fen
from orders.services.baskets import Basket


def rows_of(lines) -> list[dict]:
    """One row per offer over all lines of a quote or of an order: name, step and amount, in the order of reckoning."""
    found: dict[str, dict] = {}
    for line in lines:
        for part in line.savings:
            row = found.setdefault(part["code"], {"component": part["component"], "name": part["name"], "fen": 0, "words": _terms(part)})
            row["fen"] += sum(part["unit_fen"])
    return sorted(found.values(), key=lambda row: row["component"] == "coupon")


def _terms(part: dict) -> str:
    return step_words(part["threshold_fen"], part["off_fen"])


def words_of(line) -> list[str]:
    """Why this line costs less, one sentence per offer."""
    return [_sentence(part) for part in line.savings]


def of_bundle(lines, units: int) -> list[str]:
    """Why ``units`` of a bundle cost less, one sentence per offer over all its parts; each bundle saves the same but for a fen."""
    found: dict[str, dict] = {}
    for line in lines:
        for part in line.savings:
            found.setdefault(part["code"], {**part, "fen": 0})["fen"] += sum(part["unit_fen"])
    return [_sentence({**part, "unit_fen": share_fen(part["fen"], [1] * units)}) for part in found.values()]


def _sentence(part: dict) -> str:
    return f"{part['name']} · {part_words(part)}"


def hints(basket: Basket) -> list[dict]:
    """For each promotion that fits something in the basket: what it saves already, and what is missing to its next step."""
    goods = basket.wanted
    return [hint for rule in basket.promotions if (hint := _hint(rule, [each for each in goods if rule.scope.fits(each)]))]


def _hint(rule, goods: list[Goods]) -> dict | None:
    if not goods:
        return None
    goods_fen = sum(each.goods_fen for each in goods)
    off, more = rule.off_fen(goods_fen), rule.next_step(goods_fen)
    words = [_("saves ¥%(off)s") % {"off": short_yuan(off)}] if off else []
    if more:
        words.append(_("¥%(missing)s more to save ¥%(off)s") % {"missing": short_yuan(more[0]), "off": short_yuan(more[1])})
    return {"name": rule.name, "words": words, "is_reached": bool(off)}


def coupon_choice(basket: Basket, terms: list) -> dict:
    """The coupons that count for this basket, the one that saves most first, and how many of the customer's do not."""
    worth = [(basket.quote_with(coupon).coupon_fen, coupon) for coupon in terms]
    found = sorted((pair for pair in worth if pair[0]), key=lambda pair: (-pair[0], pair[1].ends_at, pair[1].id))
    shown = [{"terms": coupon, "fen": fen, "words": step_words(coupon.threshold_fen, coupon.amount_fen)} for fen, coupon in found]
    return {"coupons": shown, "others": len(terms) - len(found)}
