"""What customer service tells the shelf: how many published reviews gave how many stars."""

from django.db import transaction
from django.db.models import F

from catalog.models import Listing
from microstore.core.locking import locked
from microstore.stores import freshness


def lock(product_id: int, store_id: int) -> None:
    """Let one at a time count."""
    list(locked(Listing.objects.filter(product_id=product_id, store_id=store_id)).values_list("pk"))


@transaction.atomic
def set_stars(product_id: int, store_id: int, counts: list[int]) -> None:
    """``counts`` of 1, 2, 3, 4 and 5 stars. Nobody types them: they follow from the reviews (rule EC-13)."""
    if len(counts) != 5 or min(counts) < 0:  # noqa: PLR2004 stars go from one to five
        raise ValueError(counts)
    rows = Listing.objects.filter(product_id=product_id, store_id=store_id)
    rows.update(stars=counts if any(counts) else [], version=F("version") + 1)
    freshness.touch([store_id])
