"""The nouns of the marketing department."""

from marketing.models.coupon import Coupon, CouponKind
from marketing.models.promotion import Promotion, PromotionTally, PromotionUse

__all__ = ["Coupon", "CouponKind", "Promotion", "PromotionTally", "PromotionUse"]
