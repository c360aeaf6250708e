"""The stars of a product in a store, counted from what is published and pushed onto its card (rule EC-13)."""

from django.db.models import Count

from catalog.services import ratings
from customerservice.models import Review


def push(review: Review) -> None:
    """In the transaction of the change; counted while nobody else counts for the same card."""
    ratings.lock(review.product_id, review.store_id)
    rows = Review.objects.published().filter(store=review.store_id, product=review.product_id)
    found = dict(rows.order_by().values_list("stars").annotate(many=Count("pk")))
    ratings.set_stars(review.product_id, review.store_id, [found.get(stars, 0) for stars in range(1, 6)])
