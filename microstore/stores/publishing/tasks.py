"""What pages do by the clock."""

from celery import shared_task

from microstore.core.tasks import diary
from microstore.stores.publishing import deciding

SCHEDULE = {"pages.publish_due": {"task": "pages.publish_due", "schedule": 60.0}}


@shared_task(name="pages.publish_due", queue="default")
@diary
def publish_due() -> int:
    return deciding.publish_due()
