"""Tell departments about campaigns, and remind those who have not acknowledged (duties M6, O6)."""

from django.db import transaction
from django.db.models import Q

from marketing.campaign_norms import CHASE_EVERY
from marketing.models import Campaign, CampaignDepartment
from marketing.models.campaign import AFTER_APPROVAL
from microstore.accounts.models import Staff
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.locking import locked
from microstore.messaging import services as messaging

BATCH = 50


def announce(campaign: Campaign) -> None:
    """One message to everybody of each department that takes part; the key makes a second call harmless."""
    for row in campaign.departments.filter(announced_at__isnull=False):
        for person in colleagues(row.department):
            _send("campaign.announced", campaign, person.user, f"{row.pk}:{row.announced_at:%Y%m%d%H%M%S}")


def colleagues(department: str):
    return Staff.objects.filter(department=department, left_on=None, user__is_active=True).select_related("user")


def _send(template: str, campaign: Campaign, user, mark: str) -> None:
    context = {
        "name": campaign.name, "number": campaign.number, "starts": f"{campaign.starts_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "ends": f"{campaign.ends_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    messaging.send(template, to=user, context=context, key=f"{template}:{mark}:{user.pk}", channels=("inbox",))


def chase_due() -> int:
    """Departments that were told a while ago, and have not been reminded since."""
    due = clock.now() - CHASE_EVERY.span
    waiting = CampaignDepartment.objects.filter(
        Q(chased_at=None, announced_at__lte=due) | Q(chased_at__lte=due), acknowledged_at=None, announced_at__isnull=False,
        campaign__state__in=AFTER_APPROVAL, campaign__ends_at__gt=clock.now(),
    )  # fmt: skip
    return sum(_chase(pk, due) for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _chase(pk: int, due) -> bool:
    rows = CampaignDepartment.objects.filter(Q(chased_at=None) | Q(chased_at__lte=due), pk=pk, acknowledged_at=None)
    row = locked(rows).first()
    if row is None:
        return False
    row.chased_at = clock.now()
    row.save(update_fields=["chased_at"])
    people = [row.owner] if row.owner_id else [person.user for person in colleagues(row.department)]
    for user in people:
        _send("campaign.chased", row.campaign, user, f"{row.pk}:{row.chased_at:%Y%m%d%H%M%S}")
    return True


def tell_marketing(campaign: Campaign, template: str, mark: str) -> None:
    """Whoever drafted it, and the marketing manager."""
    people = {campaign.drafted_by, *(person.user for person in colleagues("marketing") if person.post == "marketing_manager")}
    for user in people:
        _send(template, campaign, user, mark)
