"""Clocks of pricing: what may be struck moves on with the days, cards and pages are compared with the prices that count."""
from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.pricing import references, sanity
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.struck_prices": {
        "task": "catalog.pricing.tasks.refresh_struck", "schedule": crontab(hour=0, minute=40), "label": _("Reckon struck prices anew"),
    },
    "catalog.price_sanity": {
        "task": "catalog.pricing.tasks.compare_prices", "schedule": crontab(hour=3, minute=10),
        "label": _("Compare shown prices with those that count"),
    },
    "catalog.pause_blocks": {
        "task": "catalog.pricing.tasks.pause_blocks", "schedule": 600.0,
        "label": _("Hide blocks that name another price or lead to goods off the shelf"),
    },
}


@shared_task(queue="slow")
@diary
def refresh_struck() -> int:
    """Rules PR-03 and PR-04: seven days before today are others than seven days before yesterday."""
    return references.refresh()


@shared_task(queue="slow")
@diary
def compare_prices() -> str:
    """Rule PR-08."""
    return f"cards {sanity.mend_cards()}, pages {sanity.pause_wrong()}"


@shared_task(queue="default")
@diary
def pause_blocks() -> int:
    """Rule PR-08, duty P11: what names another price or leads to goods off the shelf is hidden until it is mended."""
    return sanity.pause_wrong()
