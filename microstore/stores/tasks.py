"""What stores do by the clock."""

from celery import shared_task
from celery.schedules import crontab

from microstore.stores.services import licences

SCHEDULE = {"stores.licences": {"task": "stores.suspend_where_expired", "schedule": crontab(hour=0, minute=5)}}


@shared_task(name="stores.suspend_where_expired", queue="slow")
def suspend_where_expired():
    """Just after midnight in Shanghai: stores without a licence in force stop selling."""
    licences.suspend_where_expired()
