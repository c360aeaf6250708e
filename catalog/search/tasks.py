"""What search does by itself."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog import indexing
from catalog.search import counts, journal
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.searches": {"task": "catalog.search.tasks.bring_in_searches", "schedule": 300.0, "label": _("Bring in what was searched for")},
    "catalog.shelf_counts": {"task": "catalog.search.tasks.count_shelves", "schedule": 600.0, "label": _("Count large shelves")},
    "catalog.index_missed": {"task": "catalog.search.tasks.index_missed", "schedule": 300.0, "label": _("Index what search has missed")},
    "catalog.index_all": {
        "task": "catalog.search.tasks.index_all", "schedule": crontab(hour=3, minute=40, day_of_week=0),
        "label": _("Index all listed goods anew"),
    },
}


@shared_task(queue="default")
@diary
def bring_in_searches() -> int:
    return journal.flush()


@shared_task(queue="slow")
@diary
def count_shelves() -> int:
    return counts.count_large_shelves()


@shared_task(queue="slow")
@diary
def index_missed() -> int:
    return indexing.index_missed()


@shared_task(queue="slow")
@diary
def index_all() -> int:
    """Once a week everything anew: names of brands and categories change without news of their products."""
    return indexing.reindex_listed()
