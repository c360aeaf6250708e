"""What a campaign needs before anybody decides on it, and what a decision binds."""

from marketing.models import Campaign
from microstore.compliance.goods import NEVER_PROMOTED
from microstore.core import clock
from microstore.core.sentences import gettext as _

BOUND = ("name", "content", "segment", "audience", "budget_fen")


def offers(campaign: Campaign) -> list:
    """Its promotions and kinds of coupons."""
    return [*campaign.promotions.order_by("pk"), *campaign.coupon_kinds.order_by("pk")]


def missing(campaign: Campaign) -> list[str]:
    """The mandatory parts that are not there, in words (duty M3)."""
    needed = [
        (campaign.aim, _("aim")),
        (campaign.goal_sales_fen and campaign.goal_orders and campaign.goal_conversion, _("goal numbers")),
        (campaign.audience, _("people")),
        (campaign.content, _("content")),
        (campaign.budget_fen, _("budget")),
        (campaign.costs.exists(), _("cost lines")),
        (campaign.stock_plan, _("stock")),
        (campaign.risk, _("risk")),
        (campaign.stores.exists(), _("stores")),
        (campaign.products.exists(), _("products")),
        (offers(campaign), _("rules: a promotion or a coupon")),
        (campaign.departments.exists() and not campaign.departments.filter(owner=None).exists(), _("an owner in each department")),
        (campaign.ends_at > clock.now(), _("an end in the future")),
    ]
    return [label for is_there, label in needed if not is_there] + _misfits(campaign)


def _misfits(campaign: Campaign) -> list[str]:
    """Rules that do not fit the schedule, goods that may not be promoted."""
    found = [
        _("a window of %(offer)s within the schedule") % {"offer": offer}
        for offer in offers(campaign)
        if offer.starts_at < campaign.starts_at or offer.ends_at > campaign.ends_at
    ]
    never = campaign.products.filter(product_class__in=NEVER_PROMOTED).first()
    return [*found, _("other goods than %(product)s, which may not be promoted") % {"product": never}] if never else found


def binding(campaign: Campaign) -> dict:
    """What approval binds, as plain values: rules, prices, schedule, budget, content."""
    bound = {name: getattr(campaign, name) for name in BOUND}
    bound |= {name: getattr(campaign, name).isoformat() for name in ("starts_at", "ends_at")}
    bound |= {name: sorted(getattr(campaign, name).values_list("pk", flat=True)) for name in ("stores", "products")}
    bound["costs"] = dict(campaign.costs.values_list("label", "planned_fen"))
    return bound | {f"rule {offer.code}": rule_of(offer) for offer in offers(campaign)}


def rule_of(offer) -> dict:
    """The terms of a promotion or a kind of coupon that customers could be promised."""
    terms = ("steps", "repeats", "exclusive_group", "times_per_customer", "off_fen", "threshold_fen", "quota", "per_customer", "budget_fen")
    scope = ("store_ids", "category_ids", "product_ids", "without_category_ids", "without_product_ids")
    plain = {name: getattr(offer, name) for name in (*terms, *scope) if hasattr(offer, name)}
    return plain | {name: getattr(offer, name).isoformat() for name in ("starts_at", "ends_at")}


def difference(before: dict, after: dict) -> dict:
    """Field → [before, after] where they differ; None where it was not there."""
    return {name: [before.get(name), after.get(name)] for name in before | after if before.get(name) != after.get(name)}
