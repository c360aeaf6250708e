"""What marketing does by itself."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from marketing import norms
from marketing.services import coupons, rollup
from marketing.services.campaigns import running, telling
from microstore.core.tasks import diary

SCHEDULE = {
    "marketing.expire_coupons": {"task": "marketing.tasks.expire_coupons", "schedule": 300.0, "label": _("Let coupons expire")},
    "marketing.move_campaigns": {"task": "marketing.tasks.move_campaigns", "schedule": 30.0, "label": _("Begin and end campaigns")},
    "marketing.watch_campaigns": {"task": "marketing.tasks.watch_campaigns", "schedule": 60.0, "label": _("Watch running campaigns")},
    "marketing.chase_departments": {
        "task": "marketing.tasks.chase_departments", "schedule": 600.0, "label": _("Remind departments of campaigns"),
    },
    "marketing.roll_up_traffic": {"task": "marketing.tasks.roll_up_traffic", "schedule": 60.0, "label": _("Add up visits")},
}


@shared_task(queue="default")
@diary
def expire_coupons() -> int:
    """Coupons whose time is over. Nobody can use them meanwhile either: the moment counts, not the state."""
    return coupons.expire_due(norms.SCAN_ENDING.value)


@shared_task(queue="default")
@diary
def move_campaigns() -> str:
    """Mark what has begun and what is over. Prices follow the windows by themselves; this follows them."""
    return f"{running.start_due()} / {running.end_due()} / {running.give_up_missed()}"


@shared_task(queue="default")
@diary
def watch_campaigns() -> str:
    """Guard rails, and rules that are not those that were approved."""
    return f"{running.watch()} / {running.review_drifted()}"


@shared_task(queue="default")
@diary
def chase_departments() -> int:
    return telling.chase_due()


@shared_task(queue="slow")
@diary
def roll_up_traffic() -> int:
    return rollup.roll_up()
