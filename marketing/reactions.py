"""What marketing does about its own news, after commit."""

from catalog.events import ProductDelisted, ProductSuspended
from catalog.models import Product
from marketing.campaign_events import CampaignApproved, CampaignEnded, CampaignPaused
from marketing.models import Campaign
from marketing.services.campaigns import following, telling
from microstore.core.events import on


@on(CampaignApproved)
def announce_to_departments(event: CampaignApproved) -> None:
    telling.announce(Campaign.objects.get(number=event.number))


@on(CampaignPaused)
def say_that_it_stands(event: CampaignPaused) -> None:
    if event.guard:
        campaign = Campaign.objects.get(number=event.number)
        telling.tell_marketing(campaign, "campaign.stopped", f"{campaign.pk}:{campaign.issues.count()}")


@on(CampaignEnded)
def ask_for_evaluation(event: CampaignEnded) -> None:
    campaign = Campaign.objects.get(number=event.number)
    telling.tell_marketing(campaign, "campaign.evaluate", str(campaign.pk))


@on(ProductSuspended, ProductDelisted)
def say_that_goods_left(event) -> None:
    """A campaign that shows them has a problem to be solved; its page has dropped them by itself (duties P11, M20)."""
    following.note_goods_left(Product.objects.get(code=event.code))
