"""Promotions, kinds of coupons and coupons, made through the services."""

from datetime import timedelta

from marketing.models import CouponKind, Promotion
from marketing.services import coupons, promotions
from microstore.core import clock

MANY = timedelta(days=20)


def make_promotion(*, on=True, **fields) -> Promotion:
    """¥200 saves ¥20, ¥400 saves ¥50, in all stores, since yesterday."""
    now = clock.now()
    values = {
        "name": "秋冬满减", "steps": [[20000, 2000], [40000, 5000]], "starts_at": now - timedelta(days=1), "ends_at": now + MANY, **fields,
    }  # fmt: skip
    row = promotions.draft(Promotion(**values))
    if on:
        promotions.activate(row, None)
    return row


def make_kind(*, on=True, **fields) -> CouponKind:
    """¥15 off from ¥99."""
    now = clock.now()
    values = {
        "name": "换季礼券", "off_fen": 1500, "threshold_fen": 9900, "starts_at": now - timedelta(days=1), "ends_at": now + MANY,
        "claims_from": now - timedelta(days=1), "claims_until": now + timedelta(days=10), "quota": 100, **fields,
    }  # fmt: skip
    row = promotions.draft(CouponKind(**values))
    if on:
        promotions.activate(row, None)
    return row


def make_coupon(customer, kind=None, **fields):
    return coupons.claim(kind or make_kind(**fields), customer)
