"""Favourites, visits and waiting customers of the demo company."""

from datetime import timedelta

from catalog.models import Listing, StockNotice
from catalog.wishes.services import favourites, history, notices
from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.core.events import deliver_all
from microstore.stores.models import Store

PEOPLE, EACH = 6, 5


def load_wishes(now) -> None:
    """Harmless when it was told before."""
    if StockNotice.objects.exists():
        return
    store = Store.objects.get(is_default=True)
    people = list(Customer.objects.filter(user__is_staff=False).select_related("user").order_by("pk")[:PEOPLE])
    shelf = list(Listing.objects.on_sale(store).filter(in_stock=True).order_by("position", "pk")[: PEOPLE * EACH])
    for place, customer in enumerate(people):
        with clock.at(now - timedelta(days=3 + place)):
            for listing in shelf[place : place + EACH]:
                favourites.keep(customer, listing)
                history.saw(customer.pk, listing.pk)
    with clock.at(now - timedelta(days=2)):
        empty = Listing.objects.on_sale(store).filter(in_stock=False, sku__in_stock=False).select_related("sku").order_by("pk")[:2]
        waiting = [
            notices.ask(customer, listing, listing.sku, units=1 + place % 3) for listing in empty for place, customer in enumerate(people)
        ]
        if waiting:
            notices.leave(waiting[-1], by=waiting[-1].customer.user)
    deliver_all()
