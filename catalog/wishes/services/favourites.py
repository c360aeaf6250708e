"""Favourites: kept with the price of the day, so that the list tells how it moved."""

from django.db import transaction

from catalog.models import Favourite, Listing
from catalog.wishes import norms
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@transaction.atomic
def keep(customer, listing: Listing) -> Favourite:
    """Twice is once. Refuses more than the register allows."""
    known = Favourite.objects.filter(customer=customer, listing=listing).first()
    if known is None and customer.favourites.count() >= norms.FAVOURITES.value:
        raise Refused(_("At most %(most)d favourites. Let one go first.") % {"most": norms.FAVOURITES.value})
    return known or Favourite.objects.get_or_create(customer=customer, listing=listing, defaults={"price_fen": listing.price_fen})[0]


def let_go(customer, listing_id: int) -> None:
    Favourite.objects.filter(customer=customer, listing=listing_id).delete()


def ids_of(customer) -> set[int]:
    return set(Favourite.objects.filter(customer=customer).values_list("listing", flat=True))


@transaction.atomic
def merge(customer, kept: dict[int, int | None]) -> None:
    """What a stranger kept (listing → price then) becomes the customer's at sign-in, as far as there is room."""
    room = norms.FAVOURITES.value - customer.favourites.count()
    known = set(customer.favourites.values_list("listing", flat=True))
    there = Listing.objects.filter(pk__in=[pk for pk in kept if pk not in known]).values_list("pk", flat=True)
    rows = [Favourite(customer=customer, listing_id=pk, price_fen=kept[pk]) for pk in list(there)[: max(0, room)]]
    Favourite.objects.bulk_create(rows, ignore_conflicts=True)
