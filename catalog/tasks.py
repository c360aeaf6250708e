"""Clocks of product management: planned prices begin, expired certificates end a sale."""
from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.gate import tasks as gate
from catalog.imports import tasks as imports
from catalog.pricing import tasks as pricing
from catalog.search import tasks as search
from catalog.selection import tasks as selection
from catalog.services import listing_checks, prices
from catalog.shelf import removing
from catalog.shelf import tasks as shelf
from catalog.suppliers import tasks as suppliers
from catalog.updates import tasks as updates
from catalog.wishes import tasks as wishes
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.prices": {"task": "catalog.tasks.show_due_prices", "schedule": 60.0, "label": _("Let planned prices begin")},
    "catalog.certificates": {"task": "catalog.tasks.suspend_expired", "schedule": 3600.0, "label": _("Take unsafe goods off the shelf")},
    "catalog.check_listings": {
        "task": "catalog.tasks.check_listings", "schedule": crontab(hour=6, minute=5), "label": _("Check every listed page"),
    },
    **gate.SCHEDULE,
    **pricing.SCHEDULE,
    **search.SCHEDULE,
    **imports.SCHEDULE,
    **selection.SCHEDULE,
    **shelf.SCHEDULE,
    **suppliers.SCHEDULE,
    **updates.SCHEDULE,
    **wishes.SCHEDULE,
}


@shared_task(queue="default")
@diary
def show_due_prices() -> int:
    return prices.show_due()


@shared_task(queue="default")
@diary
def suspend_expired() -> int:
    return removing.sweep_safety()


@shared_task(queue="slow")
@diary
def check_listings() -> str:
    """Every morning, before the shop wakes (duty L1)."""
    return ", ".join(f"{name} {count}" for name, count in listing_checks.check_shelves().items())
