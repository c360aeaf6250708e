"""The company of the demo and its people: made once, in the order in which one needs the other."""

from datetime import datetime, timedelta

from catalog import demo as catalog_demo
from catalog.models import Listing
from catalog.pricing import demo as pricing_demo
from catalog.search import demo as search_demo
from inventory import demo as inventory_demo
from marketing import demo as marketing_demo
from microstore.accounts import demo as accounts_demo
from microstore.accounts.models import Customer, User
from microstore.compliance.goods import BUNDLES, NO_PARCEL
from microstore.core import clock
from microstore.core.events import deliver_all
from microstore.stores import demo as stores_demo
from microstore.stores.models import Store
from operations.demo import openings
from operations.demo.walk import Cast

FOUNDED_DAYS_AGO = 380
OPEN_FOR_DAYS = 365  # orders are told of the last year, the company is a little older


def found(now: datetime) -> None:
    """Staff, customers, stores and products as they stood on the day of the founding; then stock. Harmless if they are there."""
    with clock.at(now - timedelta(days=FOUNDED_DAYS_AGO)):
        accounts_demo.load_demo()
        stores_demo.load_demo()
        manager, marketer, director = (User.objects.get(username=name) for name in ("product", "marketing", "director"))
        catalog_demo.load_demo(manager, marketer=marketer, approver=director)
        deliver_all()
    inventory_demo.load_demo()  # at moments of its own: deliveries of the past, and work left for today
    openings.tell(now)
    marketing_demo.load(now)
    pricing_demo.tell_past(now)
    search_demo.tell_searches(Store.objects.open().order_by("pk"), User.objects.get(username="product"))
    deliver_all()


def _goods_of(store):
    """What was sold there all along; bundles and what is read came last week."""
    return Listing.objects.filter(store=store, is_on=True).exclude(product_class__in=(*BUNDLES, *NO_PARCEL)).order_by("pk")


def casts(share: int = 0, of: int = 1) -> list[tuple[Cast, int]]:
    """Each store with those who buy and work there, and its weight among the stores.

    Processes that share the work share the customers too: ``share`` of ``of``.
    """
    people = {user.username: user for user in User.objects.filter(username__in=["service", "warehouse", "shipper"])}
    with_address = Customer.objects.filter(addresses__isnull=False).distinct().order_by("pk")
    customers = list(with_address.prefetch_related("addresses").select_related("user"))[share::of]
    weights = {"kangxuan": 6, "member": 3}
    return [
        (
            Cast(
                store=store,
                customers=customers,
                sku_ids=list(_goods_of(store).values_list("product__skus", flat=True)),
                agent=people["service"],
                picker=people["warehouse"],
                shipper=people["shipper"],
            ),
            weights.get(store.code, 1),
        )
        for store in Store.objects.open().order_by("pk")
    ]
