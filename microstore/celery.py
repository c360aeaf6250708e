"""Celery: background work. A message only says "look at the row"; the row, not the message, is the promise."""
import os
from importlib import import_module
from importlib.util import find_spec

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "microstore.settings.development")
app = Celery("microstore")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def gather_schedule(sender, **_):
    """Put every department's ``tasks.SCHEDULE`` on the one timetable. Their labels are for people, not for beat."""
    from django.apps import apps

    from microstore.core import timetable

    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.tasks"):
            lines = getattr(import_module(f"{config.name}.tasks"), "SCHEDULE", {})
            sender.conf.beat_schedule.update(timetable.declare(lines))
