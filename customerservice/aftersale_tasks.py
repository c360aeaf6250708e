"""The clocks of after-sale cases."""

from celery import shared_task

from customerservice.services import aftersales
from microstore.core.tasks import diary

SCHEDULE: dict = {
    "customerservice.keep_case_times": {"task": "customerservice.aftersale_tasks.keep_case_times", "schedule": 60.0},
}
BATCH = 100


@shared_task(queue="default")
@diary
def keep_case_times() -> int:
    """Silent shops are reported, silent customers' cases expire."""
    return sum(aftersales.act_on_time(pk) for pk in aftersales.due_ids(BATCH))
