"""Topic pages of the demo: one that is live with its campaign, one whose campaign is over, one in work."""

from datetime import datetime, timedelta

from marketing.models import Campaign, Topic
from marketing.models.campaign import OVER
from marketing.topics import making
from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.stores import library_demo
from microstore.stores.publishing import deciding

BEFORE = timedelta(days=2)


def load(now: datetime) -> None:
    """The designers' work, then the topic pages that use it. Harmless if it is there."""
    library_demo.load(now)
    if Topic.objects.exists():
        return
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    for campaign in Campaign.objects.filter(started_at__isnull=False).exclude(state__in=OVER).order_by("pk"):
        with clock.at(campaign.starts_at - BEFORE):
            _publish(making.begin(campaign, campaign.stores.first(), by=people["designer"]), people)
    for campaign in Campaign.objects.filter(state="ops_review").order_by("pk")[:1]:
        making.begin(campaign, campaign.stores.first(), by=people["designer"])


def _publish(topic: Topic, people) -> None:
    page = topic.page
    deciding.tick(page, deciding.DATA, seen=0, by=people["product"])
    deciding.tick(page, deciding.COPY, seen=0, by=people["promoter"])
    approval = deciding.submit(page, seen=0, by=people["designer"], reason="活动专题页")
    approvals.decide(approval, yes=True, reason="可以上线", by=people["operations"])
