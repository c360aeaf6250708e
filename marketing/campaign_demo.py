"""Campaigns and plans of the demo company, told by those whose duty each step is. Words stand in data/demo_campaigns.json."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from catalog.models import Listing, Product
from marketing.models import Campaign, CouponKind, MarketingPlan, PlanActivity, Promotion
from marketing.services import plans, rollup
from marketing.services.campaigns import drafting, following, readiness, running
from microstore.accounts.models import User
from microstore.compliance.goods import NEVER_PROMOTED
from microstore.core import approvals, clock
from microstore.core.days import business_day
from microstore.core.events import deliver_all
from microstore.stores.models import Store

WORDS = json.loads((Path(__file__).parent / "data" / "demo_campaigns.json").read_text(encoding="utf-8"))
WHO = {"product": "product", "warehouse": "warehouse", "service": "service.lead", "sales": "sales", "finance": "finance"}
AHEAD, GOODS, TRAFFIC_DAYS = timedelta(days=9), 8, 28


def person(username: str) -> User:
    return User.objects.get(username=username)


def load(now: datetime) -> None:
    """Before the orders of the recent weeks are told, so that they take part. Harmless if it is there."""
    if Campaign.objects.exists():
        return
    rules = list(Promotion.objects.order_by("starts_at"))
    over, live, coming = rules[0], rules[1], rules[-1]
    kinds = list(CouponKind.objects.filter(starts_at=live.starts_at))
    for name, rule, coupons in (("over", over, []), ("live", live, kinds)):
        with clock.at(rule.starts_at - AHEAD):
            campaign = propose(name, rule, coupons)
            approvals.decide(submit(campaign), yes=True, reason=WORDS["yes"], by=person("operations"))
            prepare(campaign)
            deliver_all()
        with clock.at(rule.starts_at):
            running.start(campaign.pk)
    with clock.at(now - timedelta(hours=20)):
        submit(propose("coming", coming, []))
    tell_plans(now)


def propose(name: str, rule: Promotion, coupons: list[CouponKind]) -> Campaign:
    words, by = WORDS[name], person("promoter")
    store = Store.objects.get(is_default=True)
    campaign = Campaign(
        code=words["code"], name=words["name"], aim=words["aim"], audience=words["audience"], content=words["content"],
        stock_plan=words["stock"], risk=words["risk"], starts_at=rule.starts_at, ends_at=rule.ends_at, budget_fen=1_500_000,
        goal_sales_fen=4_000_000, goal_orders=90, goal_conversion="2.50", goal_new_customers=20,
    )  # fmt: skip
    links = {"stores": [store], "products": goods(store), "promotions": [rule], "coupon_kinds": coupons}
    owners = {department: person(username).pk for department, username in WHO.items()}
    drafting.draft_with_owners(campaign, links, dict(WORDS["costs"]), owners, by=by)
    drafting.propose(campaign, by=by)
    return campaign


def goods(store: Store) -> list[Product]:
    rows = Listing.objects.on_sale(store.pk).filter(in_stock=True).exclude(product__product_class__in=NEVER_PROMOTED)
    return [row.product for row in rows.select_related("product").order_by("-sku__stock__on_hand", "pk")[: GOODS * 3] if row.product][
        :GOODS
    ]


def submit(campaign: Campaign):
    return drafting.submit(campaign, reason=WORDS["reason"], by=person("marketing"))


def prepare(campaign: Campaign) -> None:
    """Quality reads what the scan wants read, departments acknowledge, both sides confirm."""
    waiting = approvals.waiting_about(campaign)
    if waiting:
        approvals.decide(waiting, yes=True, reason=WORDS["yes"], by=person("quality"))
    for row in campaign.departments.all():
        readiness.acknowledge(row, by=person(WHO[row.department]))
    campaign.refresh_from_db()
    points = [code for code, _label in readiness.CHECKLIST]
    readiness.confirm(campaign, "sales", points, by=person("sales"))
    readiness.confirm(campaign, "marketing", points, by=person("marketing"))


def tell_plans(now: datetime) -> None:
    """This month's plan is approved, next month's waits for operations."""
    month = business_day(now).replace(day=1)
    with clock.at(now - timedelta(days=now.day + 6)):
        approvals.decide(draw_up(month), yes=True, reason=WORDS["yes"], by=person("operations"))
    live = Campaign.objects.get(code=WORDS["live"]["code"])
    plans.link(PlanActivity.objects.get(plan__month=month, kind="festival"), live, by=person("marketing"))
    with clock.at(now - timedelta(hours=30)):
        draw_up(plans.next_month(month))


def draw_up(month):
    words, by = WORDS["plan"], person("marketing")
    budget = sum(activity[4] for activity in WORDS["activities"])
    plan = plans.draft(
        MarketingPlan(month=month, aim=words["aim"], customers=words["customers"], channels=words["channels"], budget_fen=budget), by=by
    )
    for kind, name, channel, day, fen in WORDS["activities"]:
        starts = month.replace(day=day)
        activity = PlanActivity(plan=plan, kind=kind, name=name, channel=channel, starts_on=starts, budget_fen=fen, asks=words["asks"])
        plans.keep_activity(activity, by=by)
    return plans.submit(plan, reason=WORDS["reason"], by=by)


def finish(now: datetime) -> None:
    """After the orders: traffic, daily checks, problems, and the evaluation of what is over. Harmless if it is told."""
    over, live = (Campaign.objects.get(code=WORDS[name]["code"]) for name in ("over", "live"))
    if over.ended_at is not None:
        return
    tell_traffic(now)
    follow(over, over.ends_at)
    with clock.at(over.ends_at + timedelta(minutes=1)):
        running.end_due()
    with clock.at(over.ends_at + timedelta(days=3)):
        over.refresh_from_db()
        for cost in over.costs.all():
            following.book_cost(cost, committed_fen=cost.planned_fen, actual_fen=WORDS["paid"][cost.label], by=person("marketing"))
        following.evaluate(over, WORDS["words"], by=person("marketing"))
    follow(live, now)
    with clock.at(now - timedelta(hours=6)):
        following.log_issue(live, problem=WORDS["open_issue"], by=person("warehouse"))
        for cost in live.costs.all()[:2]:
            following.book_cost(cost, committed_fen=cost.planned_fen, actual_fen=cost.planned_fen // 2, by=person("marketing"))


def follow(campaign: Campaign, until: datetime) -> None:
    """A look at the numbers each evening, by marketing and by sales."""
    at, day = campaign.starts_at + timedelta(hours=17), 0
    while at < until:
        with clock.at(at):
            following.check_day(campaign, remark=WORDS["checks"][day % len(WORDS["checks"])], by=person("promoter"))
            following.check_day(campaign, remark=WORDS["sales_checks"][day % len(WORDS["sales_checks"])], by=person("sales"))
            if day == 1:
                issue = following.log_issue(campaign, problem=WORDS["issue"], by=person("service"))
                following.solve_issue(issue, solution=WORDS["solution"], by=person("designer"))
        at, day = at + timedelta(days=1), day + 1


def tell_traffic(now: datetime) -> None:
    """What was seen of each open store and of the campaigns' goods in the last weeks."""
    random, today = Random("traffic"), business_day(now)  # noqa: S311
    campaigns = list(Campaign.objects.filter(started_at__isnull=False).prefetch_related("stores", "products"))
    for store in Store.objects.filter(state=Store.State.OPEN):
        for days_ago in range(TRAFFIC_DAYS):
            day = today - timedelta(days=days_ago)
            part = now.astimezone(clock.SHANGHAI).hour / 24 if days_ago == 0 else 1
            visitors = int(random.randint(300, 420) * part)
            rollup.tell_day(store, day, (int(visitors * 4.2), visitors, visitors // 9))
            for campaign in campaigns:
                if store in campaign.stores.all() and business_day(campaign.starts_at) <= day < business_day(campaign.ends_at):
                    _tell_campaign(random, campaign, store, day, visitors)


def _tell_campaign(random: Random, campaign: Campaign, store: Store, day, visitors: int) -> None:
    rollup.tell_day(store, day, (int(visitors * 0.8), int(visitors * 0.7), 0), campaign=campaign)
    for place, product in enumerate(campaign.products.all()):
        views = visitors // (3 + place) + random.randint(0, 15)
        rollup.tell_day(store, day, (views, int(views * 0.7), views // 60 if place == 3 else views // 8), product=product)
