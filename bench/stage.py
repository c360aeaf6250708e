"""Sets the stage inside the shop's own program: which pages there are, buyers at the last step, queries per page. Prints JSON."""
import itertools
import json
import random
import sys
import uuid

import django


def goods():
    """Every product page and list page of the default store, and SKUs with plenty of stock."""
    from catalog.models import Listing, Sku
    from inventory.models import Stock
    from microstore.stores.models import Store
    from tests.factories.orders import make_stock

    store = Store.objects.get(is_default=True)
    listings = list(Listing.objects.filter(store=store, is_on=True).select_related("category"))
    skus = list(Sku.objects.sellable(store).select_related("product").order_by("pk"))
    for sku in skus:
        if not Stock.objects.filter(sku=sku, batch__number=f"BENCH-{sku.pk}").exists():
            make_stock(sku, 100_000, number=f"BENCH-{sku.pk}")
    Sku.objects.filter(pk__in=[sku.pk for sku in skus]).update(in_stock=True)
    return {
        "products": [f"/p/{listing.slug}/" for listing in listings],
        "lists": sorted({f"/c/{listing.category.slug}/" for listing in listings}),
        "skus": [{"pk": sku.pk, "path": f"/p/{sku.product.slug}/"} for sku in skus],
    }


def racers(count, units, kinds):
    """``count`` signed-in customers at the last step, each with one of each of ``kinds`` new SKUs, of which ``units`` are left;
    with no units, each with as many SKUs drawn at random from the whole catalogue."""
    from catalog.models import Sku
    from microstore.stores.models import Store
    from orders.services import baskets
    from tests.factories import orders as make

    store = Store.objects.get(is_default=True)
    make.counter = itertools.count(random.randrange(10**7, 9 * 10**7))
    skus = [make.make_sku(store, price_fen=12_000, units=units) for _ in range(kinds)] if units else []
    catalogue = list(Sku.objects.sellable(store).filter(batches__number__startswith="BENCH-"))
    ready = []
    for _ in range(count):
        customer = make.make_customer(f"+86136{next(make.counter) % 10**8:08d}")
        address = make.make_address(customer, is_default=True)
        cart = make.make_cart(store, dict.fromkeys(skus or random.sample(catalogue, kinds), 1), customer=customer)
        total = baskets.look(cart, store, region_code=address.region_code).quote.total_fen
        ready.append(last_step(customer, address, total))
    return {"requests": ready, "skus": [sku.pk for sku in skus]}


def last_step(customer, address, total):
    form = {"token": uuid.uuid4().hex, "shown_total": total, "address": address.pk, "people_seen": "on", "adult": "on", "act": "place",
            "note": ""}
    return {"path": "/checkout/", "form": form, "cookies": {"microstore_session": signed_in(customer.user)}}


def signed_in(user):
    """The key of a session as a sign-in leaves it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "microstore.accounts.backends.Keys"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def sold(sku):
    """Units ordered of one SKU, and what the stock row says."""
    from django.db.models import Sum

    from inventory.models import Stock
    from orders.models import OrderLine

    stock = Stock.objects.filter(sku_id=sku).aggregate(on_hand=Sum("on_hand"), reserved=Sum("reserved"))
    return {"ordered": OrderLine.objects.filter(sku_id=sku).aggregate(units=Sum("units"))["units"] or 0, **stock}


def queries():
    """Statements of one warm request: product and list as a stranger, product with three lines in the cart, home, place order."""
    from django.test import Client

    shelf = goods()
    found, stranger, shopper = {}, Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    for sku in shelf["skus"][:3]:
        shopper.post("/cart/add/", {"sku": sku["pk"], "units": 1, "next": "/cart/"})
    for name, client, path in [
        ("product", stranger, shelf["products"][0]), ("product with cart", shopper, shelf["products"][0]),
        ("list", stranger, shelf["lists"][0]), ("home", stranger, "/"),
    ]:  # fmt: skip
        client.get(path)
        found[name] = counted(lambda client=client, path=path: client.get(path))
    racer = racers(1, 0, 3)["requests"][0]
    buyer = Client(SERVER_NAME="127.0.0.1")
    buyer.cookies["microstore_session"] = racer["cookies"]["microstore_session"]
    found["place order"] = counted(lambda: buyer.post(racer["path"], racer["form"]))
    return found


def counted(act):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = act()
    marks = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    said = [query["sql"] for query in captured if not query["sql"].startswith(marks)]
    return {"queries": len(said), "status": answer.status_code, "bytes": len(answer.content)}


def main():
    django.setup()
    act, *numbers = sys.argv[1:]
    json.dump({"goods": goods, "racers": racers, "sold": sold, "queries": queries}[act](*map(int, numbers)), sys.stdout)


if __name__ == "__main__":
    main()
