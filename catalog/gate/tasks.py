"""Clocks of the gate."""
from celery import shared_task
from django.utils.translation import gettext_lazy as _

from catalog.gate import revisions
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.publish": {"task": "catalog.gate.tasks.publish_due", "schedule": 60.0, "label": _("Publish product pages at their minute")},
}


@shared_task(queue="default")
@diary
def publish_due() -> int:
    """Approved revisions go live at their minute."""
    return revisions.publish_due()
