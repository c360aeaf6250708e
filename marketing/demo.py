"""The offers of the demo company: what runs this week, what is over, what is only drafted. Names stand in data/demo_offers.json."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from marketing.models import CouponKind, Promotion
from marketing.services import coupons, promotions
from microstore.accounts.models import Customer, User
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import business_day

NAMES = json.loads((Path(__file__).parent / "data" / "demo_offers.json").read_text(encoding="utf-8"))
LIVE_SINCE, LIVE_FOR = timedelta(days=6), timedelta(days=15)
CLAIMED_BY = 24


def load(now: datetime) -> None:
    """Everything that marketing had drafted by now, told under the clock of its day. Harmless if it is there."""
    if Promotion.objects.exists():
        return
    drafter, decider = (User.objects.get(username=name) for name in ("promoter", "operations"))
    begins = datetime.combine(business_day(now - LIVE_SINCE), time(0), SHANGHAI)
    with clock.at(begins - timedelta(days=28)):
        over = promotion(begins - timedelta(days=18), drafter, name=NAMES["over"], ends_at=begins - timedelta(days=8))
    with clock.at(over.starts_at):
        promotions.activate(over, decider, reason=NAMES["reason"])
    with clock.at(begins - timedelta(days=10)):
        live = [promotion(begins, drafter, times_per_customer=3, budget_fen=600_000), kind(begins, drafter)]
        promotion(begins + timedelta(days=30), drafter, name=NAMES["draft"], steps=[[30000, 3000], [60000, 8000]], repeats=True)
    with clock.at(begins):
        for offer in live:
            promotions.activate(offer, decider, reason=NAMES["reason"])
    with clock.at(begins + timedelta(minutes=5)):
        claim(live[1])


def promotion(begins: datetime, by: User, **fields) -> Promotion:
    values = {
        "name": NAMES["promotion"], "steps": [[20000, 2000], [40000, 5000]], "starts_at": begins, "ends_at": begins + LIVE_FOR,
        "exclusive_group": "seasonal",
    }  # fmt: skip
    return promotions.draft(Promotion(**{**values, **fields}), by=by)


def kind(begins: datetime, by: User) -> CouponKind:
    ends = begins + LIVE_FOR
    return promotions.draft(
        CouponKind(
            name=NAMES["coupon"], off_fen=1500, threshold_fen=9900, starts_at=begins, ends_at=ends, claims_from=begins,
            claims_until=ends - timedelta(days=1), quota=300, per_customer=2,
        ),
        by=by,
    )  # fmt: skip


def claim(offer: CouponKind) -> None:
    """Customers who were there early; some of their orders of the week use what they claimed."""
    people = list(Customer.objects.select_related("user").order_by("pk"))
    for customer in Random("coupons").sample(people, min(CLAIMED_BY, len(people))):  # noqa: S311
        coupons.claim(offer, customer)
