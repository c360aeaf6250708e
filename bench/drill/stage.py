"""Inside the shop's own program: full shelves, and customers with a session and an address of their own. Prints JSON."""
import itertools
import json
import random
import sys

import django

PLENTY = 10_000


def goods():
    """Pages of the default store, and its SKUs, each with plenty of units more in a batch it has, booked as a delivery is."""
    from django.db import transaction

    from catalog.models import Listing, Sku
    from inventory.models import Movement, MovementKind, Stock
    from inventory.services import facts
    from microstore.stores.models import Store

    store = Store.objects.get(is_default=True)
    listings = list(Listing.objects.filter(store=store, is_on=True).select_related("category"))
    with transaction.atomic():
        sellable = list(Sku.objects.sellable(store).values_list("pk", flat=True))
        facts.lock_stock_of(sellable)
        stock = Stock.objects.filter(sku__in=sellable, sell_until__isnull=False, on_hand__gt=0).select_related("sku", "batch", "bin")
        rows = {row.sku_id: row for row in stock.order_by("sell_until")}
        facts.shift({row.pk: (PLENTY, 0) for row in rows.values()})
        Movement.objects.bulk_create(
            Movement(kind=MovementKind.RECEIVED, sku=row.sku, batch=row.batch, bin=row.bin, units=PLENTY, reference="DRILL")
            for row in rows.values()
        )
        facts.tell_catalogue(rows)
    pages = {f"/p/{listing.slug}/" for listing in listings} | {f"/c/{listing.category.slug}/" for listing in listings} | {"/"}
    return {"pages": sorted(pages), "skus": [{"pk": pk} for pk in rows]}


def crowd(count):
    """Each lives behind another door: many customers at one address would wait for a person's review."""
    from bench.stage import signed_in
    from tests.factories import orders as make

    make.counter = itertools.count(random.randrange(10**7, 9 * 10**7))
    ready = []
    for place in range(count):
        customer = make.make_customer(f"+86135{next(make.counter) % 10**8:08d}")
        detail = f"科学院南路{random.randrange(1, 9999)}号{place % 30 + 1}号楼{random.randrange(101, 3000)}"
        address = make.make_address(customer, is_default=True, detail=detail)
        ready.append({"address": address.pk, "session": signed_in(customer.user)})
    return ready


def main():
    django.setup()
    json.dump({**goods(), "buyers": crowd(int(sys.argv[1]))}, sys.stdout)


if __name__ == "__main__":
    main()
