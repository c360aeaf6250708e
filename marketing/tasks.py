"""What marketing does by itself."""

from celery import shared_task

from marketing import norms
from marketing.services import coupons
from microstore.core.tasks import diary

SCHEDULE = {"marketing.expire_coupons": {"task": "marketing.tasks.expire_coupons", "schedule": 300.0}}


@shared_task(queue="default")
@diary
def expire_coupons() -> int:
    """Coupons whose time is over. Nobody can use them meanwhile either: the moment counts, not the state."""
    return coupons.expire_due(norms.SCAN_ENDING.value)
