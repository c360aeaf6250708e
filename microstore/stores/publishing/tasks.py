"""What pages do by the clock."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from microstore.core.tasks import diary
from microstore.stores.publishing import deciding

SCHEDULE = {
    "pages.publish_due": {"task": "pages.publish_due", "schedule": 60.0, "label": _("Publish store pages at their minute")},
}


@shared_task(name="pages.publish_due", queue="default")
@diary
def publish_due() -> int:
    return deciding.publish_due()
