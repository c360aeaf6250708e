"""What the system tries out before the rules are confirmed: baskets, margins of the budget, stock of the goods."""

from catalog.models import Listing, Sku
from catalog.pricing import raises
from inventory import services as inventory
from marketing import engine
from marketing.campaign_norms import STOCK_COVER
from marketing.models import Campaign
from marketing.services import live, repeats
from microstore.core import clock, sentences
from microstore.core.money import format_yuan
from microstore.core.sentences import gettext as _

MOST_GOODS = 200


def run(campaign: Campaign) -> list[dict]:
    """Findings: label, text, whether it passed, whether it blocks."""
    return [*_baskets(campaign), _coupons(campaign), _exposure(campaign), *_raises(campaign), *_repeats(campaign), *_stock(campaign)]


def finding(label: str, text: str, passed: bool, *, blocks: bool = True) -> dict:
    return {"label": sentences.of(label), "text": sentences.of(text), "passed": bool(passed), "blocks": blocks}


def goods_of(campaign: Campaign) -> list[engine.Goods]:
    """One piece of each product at its price in the first store, as the engine reads it."""
    store = campaign.stores.first()
    rows = Listing.objects.on_sale(store.pk).filter(product__in=campaign.products.all()) if store else []
    return [
        engine.Goods(row.sku_id, 1, row.price_fen, row.product_id, row.category_id or 0, row.product_class) for row in rows[:MOST_GOODS]
    ]


def _baskets(campaign: Campaign) -> list[dict]:
    """For each step of each promotion: a basket just below it and one that reaches it."""
    goods = goods_of(campaign)
    if not goods:
        return [finding(_("Simulated baskets"), _("None of the products is on sale in the store."), False)]
    return [_basket(rule, step, goods) for rule in live.as_rules(list(campaign.promotions.all())) for step in rule.steps]


def _basket(rule, step, goods) -> dict:
    fitting = next((one for one in goods if rule.scope.fits(one)), None)
    label = _("%(rule)s from %(amount)s") % {"rule": rule.name, "amount": format_yuan(step[0])}
    if fitting is None:
        return finding(label, _("No product of the campaign takes part."), False)
    units = max(1, -(-step[0] // fitting.unit_fen))
    reached = _saved(rule, fitting, units)
    below = _saved(rule, fitting, units - 1) if units > 1 else 0
    text = _("%(units)d pieces save %(off)s; one less saves %(below)s") % {
        "units": units, "off": format_yuan(reached), "below": format_yuan(below),
    }  # fmt: skip
    return finding(label, text, reached >= step[1] and below < reached)


def _saved(rule, goods: engine.Goods, units: int) -> int:
    line = engine.Goods(goods.sku_id, units, goods.unit_fen, goods.product_id, goods.category_id, goods.product_class)
    return engine.apply([line], [rule], None, rule.starts_at).off_fen


def _coupons(campaign: Campaign) -> dict:
    """Coupons and promotions together: the smallest basket that gets both must still be paid for."""
    kinds = list(campaign.coupon_kinds.all())
    worst = max((kind.off_fen * 100 // kind.threshold_fen for kind in kinds), default=0)
    steps = [step for row in campaign.promotions.all() for step in row.steps]
    together = worst + max((off * 100 // threshold for threshold, off in steps), default=0)
    return finding(_("Coupon on top"), _("At most %(percent)d %% off an order") % {"percent": together}, together < 100)


def exposure_fen(campaign: Campaign) -> int | None:
    """The most that all its offers can give away; None where a promotion has no budget of its own."""
    budgets = list(campaign.promotions.values_list("budget_fen", flat=True))
    if None in budgets:
        return None
    return sum(budgets) + sum(kind.quota * kind.off_fen for kind in campaign.coupon_kinds.all())


def _exposure(campaign: Campaign) -> dict:
    most = exposure_fen(campaign)
    label = _("Budget exposure")
    if most is None:
        return finding(label, _("A promotion has no budget of its own: the campaign pauses when its budget is used."), True, blocks=False)
    text = _("at most %(most)s of %(budget)s") % {"most": format_yuan(most), "budget": format_yuan(campaign.budget_fen)}
    return finding(label, text, most <= campaign.budget_fen, blocks=False)


def _raises(campaign: Campaign) -> list[dict]:
    """No price rises shortly before its promotion (rule PR-06): who confirms the campaign reads each one that did."""
    skus = {sku.pk: sku for sku in Sku.objects.filter(product__in=campaign.products.all(), is_active=True).select_related("product")}
    store = campaign.stores.first()
    found = raises.before(skus, store.pk if store else None, campaign.starts_at)
    rows = [
        f"{skus[one.sku_id].product.name} {format_yuan(one.old_fen)} → {format_yuan(one.new_fen)} ({clock.local(one.at):%m-%d})"
        for one in found
    ]  # fmt: skip
    text = "; ".join(rows) or _("none")
    return [finding(_("Prices raised before the promotion"), text, not rows, blocks=False)]


def _repeats(campaign: Campaign) -> list[dict]:
    """What ended a few days ago must not be called the last, or counted down, when it begins anew (rule PR-13)."""
    same = repeats.of(campaign.promotions.all(), campaign.starts_at)
    text = "; ".join(f"{row.name} ({clock.local(row.ends_at):%m-%d})" for row in same) or _("none")
    return [finding(_("The same promotion ended a few days ago: no “last”, no countdown (rule PR-13)"), text, not same, blocks=False)]


def stock_by_product(campaign: Campaign) -> dict[str, int]:
    """Product name → units that can be promised now."""
    skus = Sku.objects.filter(product__in=campaign.products.all(), is_active=True).select_related("product").order_by("product", "pk")
    free = inventory.available_units([sku.pk for sku in skus])
    found: dict[str, int] = {}
    for sku in skus:
        found[sku.product.name] = found.get(sku.product.name, 0) + free.get(sku.pk, 0)
    return found


def _stock(campaign: Campaign) -> list[dict]:
    low = {name: units for name, units in stock_by_product(campaign).items() if units < STOCK_COVER.value}
    text = ", ".join(f"{name} {units}" for name, units in low.items()) or _("every product has enough")
    empty = [name for name, units in low.items() if units <= 0]
    return [
        finding(_("Stock cover"), text, not low, blocks=False),
        finding(_("No product sold out"), ", ".join(empty) or _("none"), not empty),
    ]
