"""Begin the topic page of a campaign: a store page whose first draft knows the campaign's goods, coupons and end."""

from django.db import transaction

from marketing.models import Campaign, Topic
from marketing.models.campaign import OVER
from marketing.topics.events import TopicBegun
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores import block_registry
from microstore.stores.models import Page
from microstore.stores.services import pages

GOODS, COUPONS = 8, 3


def slug_of(campaign: Campaign) -> str:
    return f"t-{campaign.code}"


@transaction.atomic
def begin(campaign: Campaign, store, *, by) -> Topic:
    """One in each store of the campaign. Refuses a campaign that is over, and a second one."""
    locked(Campaign.objects.filter(pk=campaign.pk)).get()
    if campaign.state in OVER or campaign.is_over():
        raise Refused(_("%(campaign)s is over.") % {"campaign": campaign})
    if not campaign.stores.filter(pk=store.pk).exists():
        raise Refused(_("%(campaign)s does not run in %(store)s.") % {"campaign": campaign, "store": store})
    path = f"t/{campaign.code}/"
    page = pages.create(store, slug=slug_of(campaign), title=campaign.name, path=path, blocks=_first_blocks(campaign, store), by=by)
    topic = Topic.objects.create(campaign=campaign, page=page, made_by=by, made_at=clock.now())
    publish(TopicBegun(campaign.number, store.pk, page.pk), about=campaign, by=by)
    return topic


def _first_blocks(campaign: Campaign, store) -> list[dict]:
    """What can be known by itself; the designer changes it as any page."""
    codes = list(campaign.products.order_by("pk").values_list("code", flat=True)[:GOODS])
    kinds = campaign.coupon_kinds.in_store(store).order_by("pk")[:COUPONS]
    blocks = [
        ("banner", {"eyebrow": "", "title": campaign.name[:40], "text": campaign.content[:120], "button": "", "link": "",
                    "picture_id": None, "picture_alt": ""}),
        ("countdown", {"title": campaign.name[:40], "until": campaign.ends_at.isoformat(), "link": "",
                       "after": _("This campaign has ended. Thank you.")}),
        *(("coupon", {"title": "", "code": kind.code}) for kind in kinds),
    ]  # fmt: skip
    if codes:
        goods = {"title": _("Goods of this campaign"), "note": "", "rule": "chosen", "category": "", "codes": codes, "most": GOODS}
        blocks.append(("product_grid", goods))
    return [block_registry.new(kind, data) for kind, data in blocks if kind in block_registry.kinds]


def page_of(campaign: Campaign, store) -> Page | None:
    """The topic page customers may be led to: published, in this store."""
    return Page.objects.filter(topic__campaign=campaign, store=store, version__gt=0).first()
