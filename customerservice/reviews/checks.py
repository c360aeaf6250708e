"""What must hold of reviews."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Listing
from customerservice.models import Review
from customerservice.reviews.services.writing import RECEIVED
from microstore.core.declarations import Check


@Check.register("7", _("the stars of every card are those of its published reviews"))
def cards_show_the_stars():
    counted: dict = {}
    rows = Review.objects.published().order_by().values_list("store_id", "product_id", "stars").annotate(many=Count("pk"))
    for store, product, stars, many in rows:
        counted.setdefault((store, product), [0] * 5)[stars - 1] = many
    listings = Listing.objects.filter(~Q(stars=[]) | Q(product__reviews__isnull=False)).distinct()
    for row in listings.only("store_id", "product_id", "stars", "title"):
        if (row.stars or [0] * 5) != counted.get((row.store_id, row.product_id), [0] * 5):
            yield f"{row}: {row.stars}"


@Check.register("7", _("only buyers of delivered goods have written reviews"))
def reviews_are_of_buyers():
    for row in Review.objects.exclude(order_line__order__fulfilment_state__in=RECEIVED).select_related("order_line__order"):
        yield f"{row.order_line.order}: {row.pk}"


@Check.register("7", _("nothing of a review is hidden without a ground of the law and a reason"))
def hidden_has_a_ground():
    for row in Review.objects.filter(~Q(hidden={}) | Q(state=Review.State.WITHHELD)):
        if not row.decision or not set(row.hidden.values()) <= set(Review.Ground.values):
            yield f"{row.pk}"
