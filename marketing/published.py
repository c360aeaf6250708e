"""Texts of marketing that customers read."""

from django.utils.translation import gettext_lazy as _

from marketing.models import Campaign, CouponKind, Promotion
from marketing.models.campaign import CampaignState
from marketing.services import promotions
from marketing.services.campaigns import drafting, running
from microstore.compliance.publishing import PublishedTexts, place


class Offers(PublishedTexts):
    """The name on the tag and on the coupon."""

    kind = "promo"

    def live(self):
        return self.model.objects.filter(is_active=True)

    def texts(self, row):
        return {"name": row.name}

    def withdraw(self, row, reason, fields):
        promotions.deactivate(row, None, reason=reason)
        return _("Switched off: no order gets it.")


@place
class PromotionNames(Offers):
    code = promotions.PLACES[Promotion]
    label = _("Promotion")
    model = Promotion
    permission = "marketing.view_promotion"


@place
class CouponNames(Offers):
    code = promotions.PLACES[CouponKind]
    label = _("Coupon")
    model = CouponKind
    permission = "marketing.view_couponkind"


@place
class CampaignTexts(PublishedTexts):
    """Name and page of a campaign. One that has not begun is left to people."""

    code = drafting.PLACE
    label = _("Campaign")
    model = Campaign
    permission = "marketing.view_campaign"
    kind = "promo"

    def live(self):
        return Campaign.objects.filter(state__in=(CampaignState.SCHEDULED, CampaignState.RUNNING))

    def texts(self, row):
        return {"name": row.name, "content": row.content}

    def withdraw(self, row, reason, fields):
        running.pause(row, reason=reason, by=None)
        return _("Paused: no order gets its offers.")
