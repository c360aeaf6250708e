"""What is read in the demo shop: one customer bought the e-book and has opened it, and the article, which is still closed."""

from datetime import datetime, timedelta

from django.db import transaction

from catalog.models import Reading
from catalog.readings import demo, holding
from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.core.events import deliver_all
from microstore.messaging import services as messaging
from microstore.stores.models import Store
from operations.demo.shoppers import TEXTS
from orders.gateways.base import Scene
from orders.models import Order
from orders.services import baskets, carts, checkout, opening, payments

HOURS_AGO = (70, 20)
ORDER_OF = "demo-reading-{}"


def load(now: datetime) -> int:
    """Returns how many orders were written."""
    skus = demo.load(now)
    deliver_all()
    customer = Customer.objects.filter(addresses__isnull=False).select_related("user").order_by("pk").first()
    store = Store.objects.get(is_default=True)
    days = [now - timedelta(hours=hours) for hours in HOURS_AGO]
    written = sum(_buy(store, customer, sku, moment) for sku, moment in zip(skus, days, strict=True))
    with clock.at(days[0] + timedelta(hours=1)):
        for reading in Reading.objects.held().filter(customer=customer, product__skus=skus[0], opened_at=None):
            holding.open_it(reading, by=customer.user)
    return written


@transaction.atomic
def _buy(store, customer, sku, moment: datetime) -> bool:
    token = ORDER_OF.format(sku.code)
    if Order.objects.filter(token=token).exists():
        return False
    with clock.at(moment):
        carts.add(carts.open_cart(store, customer=customer), sku.pk)
        cart = carts.find(store, customer=customer)
        shown = baskets.look(cart, store, customer=customer).quote.total_fen
        wish = checkout.Submission(token, receiver=None, shown_total_fen=shown, consents=(opening.STATEMENT,))
        order = checkout.place(cart, customer=customer, submission=wish)
    with clock.at(moment + timedelta(minutes=2)):
        payment = payments.open_attempt(order, method=Scene.H5.value)
        payments.confirm(payment.number, amount_fen=payment.amount_fen, provider_ref=f"42000{payment.pk:023d}", at=clock.now())
        for _step in range(2):  # paid, reviewed
            deliver_all()
        messaging.withhold(customer.user, written_until=clock.now(), reason=TEXTS["withheld"])
    return True
