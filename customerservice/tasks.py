"""Celery shells of customer service. Each sweep asks which rows are due, never what time it is."""

SCHEDULE: dict = {}
