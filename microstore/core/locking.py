"""The one way to lock rows, so that a test can switch it off and see the rule break."""

from django.db.models import QuerySet


def locked(rows: QuerySet) -> QuerySet:
    """``rows`` locked until the transaction ends, always in the order of their keys: no two callers can deadlock.

    The lock leaves the key alone, so that rows pointing here can be written meanwhile; without that, a line pointing at a
    product would wait for whoever marks the product as sold out, and the other way round."""
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)
