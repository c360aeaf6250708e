"""Master data: saved with its line in the timeline. Products point at it, so nothing here is deleted."""
from django.db import transaction

from catalog.events import MasterSaved
from microstore.core.events import publish


@transaction.atomic
def save(row, *, by=None):
    """Keep a category, brand or supplier as filled in."""
    is_new = row.pk is None
    row.save()
    publish(MasterSaved(str(row), is_new), about=row, by=by)
    return row
