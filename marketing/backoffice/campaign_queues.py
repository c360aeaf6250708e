"""What waits around campaigns, on the workbench of each department."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from marketing.backoffice.campaigns import waiting_for
from marketing.models import Campaign, CampaignDepartment, MarketingPlan
from marketing.models.campaign import AFTER_APPROVAL
from marketing.services import plans
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import day_bounds
from microstore.core.pages import Queue, declare_queue

CAMPAIGNS = reverse_lazy("backoffice:campaigns")


def to_acknowledge(user):
    department = getattr(getattr(user, "staff", None), "department", "")
    waiting = CampaignDepartment.objects.filter(acknowledged_at=None, announced_at__isnull=False, campaign__state__in=AFTER_APPROVAL)
    return waiting.filter(department=department).select_related("campaign").order_by("campaign__starts_at")


def first_url(user) -> str:
    first = to_acknowledge(user).first()
    return first.campaign.get_absolute_url() if first else str(CAMPAIGNS)


def next_steps(user):
    return Campaign.objects.visible_to(user).filter(waiting_for(user))


def missing_plan(user) -> int:
    """One, while next month has no plan that operations has been asked to decide on."""
    month = plans.next_month(clock.today())
    return int(not MarketingPlan.objects.filter(month=month).exclude(state=MarketingPlan.State.DRAFT).exists())


def plan_due(user):
    return day_bounds(plans.due_on(plans.next_month(clock.today())))[1].astimezone(SHANGHAI)


declare_queue(
    Queue(
        "campaigns.acknowledge", _("Campaigns to acknowledge"), "marketing.acknowledge_campaign",
        lambda user: to_acknowledge(user).count(), first_url, icon="horn", position=30,
        due=lambda user: to_acknowledge(user).values_list("campaign__starts_at", flat=True).first(), minutes=7 * 24 * 60,
    )
)  # fmt: skip
declare_queue(
    Queue(
        "campaigns.next", _("Campaigns that wait for my step"), "marketing.view_campaign", lambda user: next_steps(user).count(), CAMPAIGNS,
        icon="horn", position=31,
    )
)  # fmt: skip
declare_queue(
    Queue(
        "plans.due", _("Marketing plan of next month"), "marketing.add_marketingplan", missing_plan,
        reverse_lazy("backoffice:marketing-plans"), icon="plan", position=32, due=plan_due, minutes=14 * 24 * 60,
    )
)  # fmt: skip
