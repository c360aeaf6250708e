"""The heartbeat: beat sends it, a worker writes it down, the readiness page reads how old it is."""
from celery import shared_task

from microstore.house.health import note_heartbeat

SCHEDULE = {"house.heartbeat": {"task": "microstore.house.tasks.heartbeat", "schedule": 10.0, "options": {"expires": 30}}}


@shared_task(queue="events")
def heartbeat():
    note_heartbeat()
