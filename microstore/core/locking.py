"""The one way to lock rows, so that a test can switch it off and see the rule break."""

from django.db.models import QuerySet


def locked(rows: QuerySet) -> QuerySet:
    """``rows`` locked until the transaction ends, always in the order of their keys: no two callers can deadlock."""
    return rows.order_by("pk").select_for_update(of=("self",))
