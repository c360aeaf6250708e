"""The topic page of a campaign. Whatever a link was printed for, it answers kindly; only an address nobody gave out is unknown."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketing.models import CampaignState, Topic
from marketing.storefront.campaigns import instead
from microstore.core import clock
from microstore.core.access import open_to
from microstore.stores import block_registry
from microstore.stores.services import pages

COMING = (CampaignState.APPROVED, CampaignState.RULES_CONFIRMED, CampaignState.SCHEDULED)
GONE = (CampaignState.CANCELLED, CampaignState.REJECTED)


@open_to("public")
@never_cache
@require_safe
def topic(request, code: str):
    """Live only inside the window, and only once it was approved; in every other moment it says what there is instead."""
    rows = Topic.objects.filter(campaign__code=code).select_related("campaign", "page__store")
    row = rows.filter(page__store=request.store).first() or rows.first()
    if row is None:
        raise Http404
    campaign, now = row.campaign, clock.now()
    if row.page.store_id != request.store.pk:
        return _standing(request, campaign, "elsewhere", now)
    if campaign.is_over(now) or campaign.state in GONE:
        return _standing(request, campaign, "over", now)
    if campaign.is_live(now):
        return _live(request, row)
    if now < campaign.starts_at and campaign.state in COMING and campaign.shows_teaser:
        return _standing(request, campaign, "coming", now)
    return _standing(request, campaign, "pausing" if now >= campaign.starts_at else "quiet", now)


def _live(request, row: Topic):
    """A page that nobody has approved yet leads to the campaign's own page."""
    blocks = pages.live_blocks(request.store, row.page.slug)
    if not blocks:
        return redirect("campaign", row.campaign.code)
    body = mark_safe("\n".join(block_registry.draw(request, blocks)))
    return render(request, "marketing/storefront/topic.html", {"campaign": row.campaign, "topic_page": row.page, "body": body})


def _standing(request, campaign, standing: str, now):
    """No search engine keeps what is not there."""
    answer = render(
        request, "marketing/storefront/topic_standing.html", {"campaign": campaign, "standing": standing, **instead(request, now)}
    )
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
