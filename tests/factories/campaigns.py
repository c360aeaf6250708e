"""Campaigns on every step of their way, made through the services."""

import itertools
from datetime import timedelta

from marketing.models import Campaign, CouponKind, Promotion
from marketing.services import promotions
from marketing.services.campaigns import drafting, readiness, running
from microstore.accounts.models import Staff, User
from microstore.core import approvals, clock
from tests.factories.orders import make_sku, make_store

counter = itertools.count(1)
COSTS = {"海报": 30000, "投放": 100000}


def make_person(department="marketing", post="marketing_manager", **fields) -> User:
    """A colleague of a department with every right; who may do what is tested with the posts."""
    number = next(counter)
    user = User.objects.create(username=f"camp{number}", name=f"同事{number}", is_staff=True, **fields)
    Staff.objects.create(user=user, number=f"C{number:05d}", post=post, department=department, sees_all_stores=True)
    user.has_perm = lambda *args, **kwargs: True
    return user


def make_draft(*, days_ahead=10, lasts=7, store=None, by=None, content="满减活动，欢迎选购。", **fields) -> Campaign:
    """Complete: a spend-and-save and a coupon in the window, one product with stock."""
    store = store or make_store()
    starts = fields.pop("starts_at", clock.now() + timedelta(days=days_ahead))
    ends = fields.pop("ends_at", starts + timedelta(days=lasts))
    by = by or make_person(post="marketing")
    sku = make_sku(store, units=100)
    window = {"starts_at": starts, "ends_at": ends}
    rule = promotions.draft(Promotion(name="满200减20", steps=[[20000, 2000]], budget_fen=200000, **window), by=by)
    coupon = promotions.draft(
        CouponKind(name="10元券", off_fen=1000, threshold_fen=10000, quota=100, claims_from=starts, claims_until=ends, **window), by=by
    )
    values = {
        "code": f"spring-{next(counter)}", "name": "春季养生周", "aim": "带动新客首单", "goal_sales_fen": 1_000_000, "goal_orders": 50,
        "goal_conversion": "2.50", "goal_new_customers": 10, "audience": "本地白领", "content": content, "budget_fen": 500_000,
        "stock_plan": "备货一百件", "risk": "缺货则暂停", **window,
    }  # fmt: skip
    links = {"stores": [store], "products": [sku.product], "promotions": [rule], "coupon_kinds": [coupon]}
    owners = {department: make_person(department, "service").pk for department in drafting.TOLD}
    return drafting.draft_with_owners(Campaign(**{**values, **fields}), links, dict(COSTS), owners, by=by)


def make_asked(**fields):
    """(campaign, approval that waits for operations)."""
    campaign = make_draft(**fields)
    drafting.propose(campaign, by=campaign.drafted_by)
    return campaign, drafting.submit(campaign, reason="按月度计划", by=make_person())


def make_approved(**fields) -> Campaign:
    campaign, approval = make_asked(**fields)
    approvals.decide(approval, yes=True, reason="同意", by=make_person("operations", "operations"))
    campaign.refresh_from_db()
    return campaign


def tell_everybody(campaign: Campaign) -> None:
    for row in campaign.departments.all():
        readiness.acknowledge(row, by=make_person(row.department, "service"))


def confirm_rules(campaign: Campaign) -> None:
    points = [code for code, _label in readiness.CHECKLIST]
    readiness.confirm(campaign, "sales", points, by=make_person("sales", "sales"))
    readiness.confirm(campaign, "marketing", points, by=make_person())


def make_scheduled(**fields) -> Campaign:
    campaign = make_approved(**fields)
    tell_everybody(campaign)
    confirm_rules(campaign)
    campaign.refresh_from_db()
    return campaign


def make_running(**fields) -> Campaign:
    """Prepared in time, started a day ago."""
    starts = clock.now() - timedelta(days=1)
    with clock.at(starts - timedelta(days=9)):
        campaign = make_scheduled(starts_at=starts, ends_at=starts + timedelta(days=7), **fields)
    with clock.at(starts):
        assert running.start(campaign.pk)
    campaign.refresh_from_db()
    return campaign
