"""The nouns of the marketing department."""

from marketing.models.campaign import Campaign, CampaignState
from marketing.models.campaign_parts import (
    CampaignChange,
    CampaignCheck,
    CampaignCost,
    CampaignDepartment,
    CampaignEvaluation,
    CampaignIssue,
    Deviation,
    RuleConfirmation,
)
from marketing.models.coupon import Coupon, CouponKind
from marketing.models.plan import MarketingPlan, PlanActivity
from marketing.models.promotion import Promotion, PromotionTally, PromotionUse
from marketing.models.topic import Topic
from marketing.models.traffic import DailyTraffic, TrafficBatch

__all__ = [
    "Campaign", "CampaignChange", "CampaignCheck", "CampaignCost", "CampaignDepartment", "CampaignEvaluation", "CampaignIssue",
    "CampaignState", "Coupon", "CouponKind", "DailyTraffic", "Deviation", "MarketingPlan", "PlanActivity", "Promotion",
    "PromotionTally", "PromotionUse", "RuleConfirmation", "Topic", "TrafficBatch",
]  # fmt: skip
