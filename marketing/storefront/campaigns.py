"""The page of a campaign: announced before, live in its window, friendly afterwards."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.models import Listing
from marketing.models import Campaign, CampaignState
from marketing.models.campaign import AFTER_APPROVAL
from marketing.words import step_words, steps_words
from microstore.core import clock
from microstore.core.access import open_to

MOST_GOODS, ALTERNATIVES = 60, 8
KNOWN = (*AFTER_APPROVAL, CampaignState.ENDED, CampaignState.EVALUATED, CampaignState.ARCHIVED)


@open_to("public")
@never_cache
@require_safe
def campaign(request, code: str):
    """Whatever a link was printed for, it answers: teaser, the campaign, or what there is instead."""
    row = Campaign.objects.filter(code=code, stores=request.store, state__in=KNOWN).first()
    if row is None:
        raise Http404
    now = clock.now()
    if row.is_live(now):
        return render(request, "marketing/storefront/campaign.html", {"campaign": row, **_offers(row, now), "goods": _goods(request, row)})
    if now < row.starts_at:
        return _teaser(request, row)
    if row.is_over(now):
        return render(request, "marketing/storefront/campaign_over.html", {"campaign": row, **instead(request, now), "is_over": True})
    return render(request, "marketing/storefront/campaign_over.html", {"campaign": row, **instead(request, now), "is_over": False})


def _teaser(request, row: Campaign):
    """Announced only once nothing stands between it and its start."""
    if not row.shows_teaser or row.state != CampaignState.SCHEDULED:
        raise Http404
    return render(request, "marketing/storefront/campaign_teaser.html", {"campaign": row, "goods": _goods(request, row)[:ALTERNATIVES]})


def _goods(request, row: Campaign) -> list[Listing]:
    shown = Listing.objects.on_sale(request.store).filter(product__in=row.products.all())
    return list(shown.order_by("-in_stock", "position", "pk")[:MOST_GOODS])


def _offers(row: Campaign, now) -> dict:
    promotions = [(one, steps_words(one)) for one in row.promotions.running(now)]
    kinds = [kind for kind in row.coupon_kinds.filter(is_active=True, claims_from__lte=now, claims_until__gt=now) if kind.left > 0]
    coupons = [(kind, step_words(kind.threshold_fen, kind.off_fen)) for kind in kinds]
    return {"promotions": promotions, "coupons": coupons}


def instead(request, now) -> dict:
    """Campaigns that run now, and goods that are in stock."""
    goods = Listing.objects.on_sale(request.store).filter(in_stock=True).order_by("position", "pk")[:ALTERNATIVES]
    return {"others": list(Campaign.objects.live(now).filter(stores=request.store)[:3]), "goods": list(goods)}
