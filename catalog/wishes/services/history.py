"""What a signed-in customer looked at: the newest ones, one row for each product."""

from django.db import connection

from catalog.models import Visit
from catalog.wishes import norms
from microstore.core import clock

# One statement on every product page of a signed-in customer; the oldest beyond the cap go along with it.
SEEN = """
    WITH seen AS (
        INSERT INTO catalog_visit (customer_id, listing_id, at) VALUES (%s, %s, %s)
        ON CONFLICT (customer_id, listing_id) DO UPDATE SET at = EXCLUDED.at RETURNING id
    )
    DELETE FROM catalog_visit WHERE id IN (
        SELECT id FROM catalog_visit WHERE customer_id = %s AND listing_id <> %s ORDER BY at DESC, id DESC OFFSET %s
    )
"""


def saw(customer_id: int, listing_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [customer_id, listing_id, clock.now(), customer_id, listing_id, norms.HISTORY.value - 1])


def forget(customer, listing_id: int | None = None) -> int:
    """One product, or everything."""
    rows = Visit.objects.filter(customer=customer)
    return (rows if listing_id is None else rows.filter(listing=listing_id)).delete()[0]
