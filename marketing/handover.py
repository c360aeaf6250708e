"""Campaigns that a colleague who leaves drafted or answers for, and their draft of a monthly plan."""

from django.utils.translation import gettext_lazy as _

from marketing.models import Campaign, MarketingPlan
from marketing.models.campaign import EDITABLE, OVER
from marketing.models.campaign_parts import CampaignDepartment
from microstore.core.handover import OpenWork, hand


def drafted(user):
    return Campaign.objects.filter(drafted_by=user, state__in=EDITABLE)


def answered_for(user):
    return CampaignDepartment.objects.filter(owner=user).exclude(campaign__state__in=OVER)


def planned(user):
    return MarketingPlan.objects.filter(drafted_by=user, state=MarketingPlan.State.DRAFT)


OpenWork.declare(
    "campaign_drafts", _("Drafts of campaigns"), count=lambda user: drafted(user).count(),
    pass_on=lambda user, to, by: hand("campaign_drafts", drafted(user), "drafted_by", to, by=by),
)  # fmt: skip
OpenWork.declare(
    "campaigns", _("Campaigns answered for"), count=lambda user: answered_for(user).count(),
    pass_on=lambda user, to, by: hand("campaigns", answered_for(user), "owner", to, by=by),
)  # fmt: skip
OpenWork.declare(
    "plans", _("Drafts of the monthly plan"), count=lambda user: planned(user).count(),
    pass_on=lambda user, to, by: hand("plans", planned(user), "drafted_by", to, by=by),
)  # fmt: skip
