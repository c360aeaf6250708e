"""Celery shells of customer service. Each sweep asks which rows are due, never what time it is."""

from customerservice.aftersale_tasks import SCHEDULE as AFTERSALE_SCHEDULE

SCHEDULE: dict = {**AFTERSALE_SCHEDULE}
