"""Which goods stand beside a product, and which stand in for it. Prescription drugs and what may not be promoted never do (rule AD-15)."""

from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from catalog.models import Listing, RelatedProduct
from catalog.shelf import substitutes
from microstore.compliance import goods

MOST, EACH = 4, 8
NEAR = 200  # of a shelf are compared with a product, however many stand there
NEVER = tuple(str(code) for code, one in goods.ALL.items() if not one.is_sold or not one.may_be_promoted)


@transaction.atomic
def replace(pairs: list[tuple[int, int, int]]) -> int:
    """(product, other, orders with both) as orders counted them; what was there before goes. Returns how many are kept."""
    RelatedProduct.objects.all().delete()
    rows = [RelatedProduct(product_id=product, other_id=other, times=times) for product, other, times in pairs if product != other]
    return len(RelatedProduct.objects.bulk_create(rows, batch_size=1000))


def beside(listing: Listing) -> list[Listing]:
    """What buyers took along, then others with the same function, then of the same shelf; in stock, of the same kind of goods."""
    if str(listing.product_class) in NEVER:
        return []
    taken = dict(RelatedProduct.objects.filter(product=listing.product_id).order_by("-times", "other")[:EACH].values_list("other", "times"))
    along = _candidates(listing).filter(product__in=taken) if taken else []
    rows = sorted(along, key=lambda row: (-taken[row.product_id], row.product_id))[:MOST]
    rest = MOST - len(rows)
    return [*rows, *_alike(listing).exclude(pk__in=[row.pk for row in rows])[:rest]] if rest else rows


def instead_of(listing: Listing) -> list[Listing]:
    """What a customer may take instead of something sold out or gone: what product management says, then what is alike, nearest first.

    One query for each step, as long as there is room: the same shelf, the same function or brand, the same kind of goods."""
    said = {product: place for place, product in enumerate(substitutes.said(listing.product_id))}
    rows = sorted(_candidates(listing).filter(product__in=said), key=lambda row: said[row.product_id])[:MOST] if said else []
    for step in (_alike, _akin, _of_the_kind):
        if len(rows) < MOST:
            rows += step(listing).exclude(pk__in=[row.pk for row in rows])[: MOST - len(rows)]
    return rows


def of_the_store(listing: Listing) -> list[Listing]:
    """What else the store has when nothing stands in for it: goods of one kind of shelf (rule HF-14), first things first."""
    there = Listing.objects.on_sale(listing.store_id).filter(in_stock=True).exclude(product_class__in=NEVER).exclude(pk=listing.pk)
    first = there.order_by(F("position").asc(), "pk").first()
    return list(_same_zone(there, first.product_class).order_by(F("position").asc(), "pk")[:MOST]) if first else []


def _alike(listing: Listing):
    """Of the first goods of its shelf, those with its function first."""
    same = [When(function_claim=listing.function_claim, then=Value(0))] if listing.function_claim else []
    nearness = Case(*same, default=Value(1), output_field=IntegerField())
    first = _candidates(listing).filter(category=listing.category_id).order_by(F("position").asc(), "pk").values("pk")[:NEAR]
    return Listing.objects.filter(pk__in=first).annotate(nearness=nearness).order_by("nearness", F("position").asc(), "pk")


def _akin(listing: Listing):
    """On other shelves of the store: the same function, then the same brand. Never medicines, whose function is their leaflet."""
    same = [(name, getattr(listing, name)) for name in ("function_claim", "brand_id") if getattr(listing, name)]
    if not same or goods.of(listing.product_class).is_drug:
        return Listing.objects.none()
    nearness = Case(*(When(**{name: value}, then=Value(place)) for place, (name, value) in enumerate(same)), output_field=IntegerField())
    alike = Q()
    for name, value in same:
        alike |= Q(**{name: value})
    return _candidates(listing).filter(alike).annotate(nearness=nearness).order_by("nearness", F("position").asc(), "pk")


def _of_the_kind(listing: Listing):
    """The same kind of goods anywhere in the store; one medicine does not stand in for any other."""
    if goods.of(listing.product_class).is_drug:
        return Listing.objects.none()
    return _candidates(listing).order_by(F("position").asc(), "pk")


def _candidates(listing: Listing):
    """On sale and in stock in the same store, of classes that may stand on the same shelf (rule HF-14)."""
    there = Listing.objects.on_sale(listing.store_id).filter(in_stock=True).exclude(pk=listing.pk)
    return _same_zone(there, listing.product_class)


def _same_zone(rows, product_class: str):
    zone = goods.of(product_class).zone
    return rows.filter(product_class__in=[str(code) for code, one in goods.ALL.items() if one.zone == zone and str(code) not in NEVER])
