"""Clocks of product management: planned prices begin, expired certificates end a sale."""
from celery import shared_task

from catalog.services import prices, watch

SCHEDULE = {
    "catalog.prices": {"task": "catalog.tasks.show_due_prices", "schedule": 60.0},
    "catalog.certificates": {"task": "catalog.tasks.suspend_expired", "schedule": 3600.0},
}


@shared_task(queue="default")
def show_due_prices() -> int:
    return prices.show_due()


@shared_task(queue="default")
def suspend_expired() -> int:
    return watch.suspend_expired()
