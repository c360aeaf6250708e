"""What the library does by the clock."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from microstore.core.tasks import diary
from microstore.stores.assets import rights

SCHEDULE = {
    "assets.follow_rights": {
        "task": "assets.follow_rights", "schedule": crontab(hour="0,8", minute=10), "label": _("Watch the rights of pictures"),
    },
}


@shared_task(name="assets.follow_rights", queue="slow")
@diary
def follow_rights() -> str:
    """After midnight, and again in the morning for what was missed."""
    warned, flagged = rights.follow()
    return f"{warned} warned, {flagged} pages flagged"
