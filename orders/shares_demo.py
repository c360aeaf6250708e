"""Links that colleagues of the demo company passed on, with what came by them."""

from datetime import timedelta

from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.days import business_day
from microstore.stores.models import ShareDay, Store
from microstore.stores.services import shares
from orders.models import Order

COLLEAGUES = (("sales", 41, 6), ("promoter", 23, 3), ("service", 9, 1))  # user name, views a day at most, orders


def load_shares(now) -> None:
    """Harmless when it was told before."""
    if ShareDay.objects.exists():
        return
    store = Store.objects.get(is_default=True)
    recent = list(Order.objects.filter(store=store, paid_at__gte=now - timedelta(days=25)).order_by("-placed_at", "-pk")[:40])
    for name, most, orders in COLLEAGUES:
        code = shares.give(User.objects.get(username=name))
        days = ((business_day(now - timedelta(days=ago)), most * (9 + ago * 7 % 11) // 20) for ago in range(1, 15))
        shares.note_days([(code, store.pk, day, views, views * 3 // 4) for day, views in days])
        for order in recent[:orders]:
            with clock.at(order.placed_at):
                shares.note_order(order.number, order.store_id, code)
        recent = recent[orders * 3:]

