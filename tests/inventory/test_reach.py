"""A store that chose warehouses sells and ships what lies there alone; the others sell what lies anywhere (duty G1)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from catalog import hooks
from catalog.models import Listing
from catalog.wishes.services import notices
from inventory.models import Reservation, Stock
from inventory.services import available_units, batches, reach, release, replanning, reserve
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from orders.services import baskets, carts
from tests.factories import inventory as make
from tests.factories.orders import make_cart, make_customer, make_sku, make_store

pytestmark = [pytest.mark.django_db, pytest.mark.duty("G1")]


@pytest.fixture
def two():
    """The batch that expires first lies far, the later one near; the store ships from near."""
    store = make_store()
    sku = make_sku(store, units=0)
    far = make.stocked(sku, 8, days=500, warehouse=make.make_warehouse())
    near = make.stocked(sku, 5, days=600, warehouse=make.make_warehouse("JN", "济南仓"))
    reach.choose(store, [near.warehouse], reason="华北店由济南仓发货", by=make.make_person())
    return store, sku, near, far


def soon():
    return clock.now() + timedelta(minutes=30)


def test_only_what_lies_in_its_warehouses_is_promised(two):
    store, sku, near, far = two
    with pytest.raises(Refused):
        reserve("SO1", {sku.pk: 6}, soon(), store_id=store.pk)
    assert [row.stock for row in reserve("SO2", {sku.pk: 5}, soon(), store_id=store.pk)] == [near]
    assert [row.stock for row in reserve("SO3", {sku.pk: 5}, soon(), store_id=make_store("other").pk)] == [far]
    assert (available_units([sku.pk], store.pk), available_units([sku.pk])) == ({sku.pk: 0}, {sku.pk: 3})


def test_the_shop_shows_the_batch_and_the_units_of_its_warehouses(two):
    store, sku, near, far = two
    assert hooks.batches_now([sku.pk], store.pk)[sku.pk].number == near.batch.number
    assert hooks.batches_now([sku.pk], make_store("other").pk)[sku.pk].number == far.batch.number
    cart = make_cart(store, {}, customer=make_customer())
    with pytest.raises(Refused):
        carts.add(cart, sku.pk, 6)
    carts.add(cart, sku.pk, 5)
    assert [line.batch.number for line in baskets.look(cart, store).lines] == [near.batch.number]


def test_a_card_is_sold_out_when_its_own_warehouses_are(two):
    store, sku, near, far = two
    card = Listing.objects.get(store=store, product=sku.product)
    assert card.in_stock
    reserve("SO1", {sku.pk: 5}, soon(), store_id=store.pk)
    assert (reach.count_all(), reach.count_all()) == (1, 0)
    card.refresh_from_db()
    assert not card.in_stock
    notice = notices.ask(make_customer(), card, sku, units=1)
    assert notices.tell_due() == 0  # units of other warehouses are none of this store
    release("SO1", "取消")
    assert (reach.count_all(), notices.tell_due()) == (1, 1)
    notice.refresh_from_db()
    assert notice.told_at


def test_a_promise_that_lost_its_batch_waits_rather_than_ship_from_elsewhere(two):
    store, sku, near, far = two
    reserve("SO1", {sku.pk: 2}, soon(), store_id=store.pk)
    batches.hold(near.batch, reason="复检", by=make.make_person())
    deliver_all()
    replanning.replan(sku.pk)
    promise = Reservation.objects.get(reference="SO1")
    assert (promise.state, promise.stock) == ("short", None)
    reach.choose(store, [], reason="暂由全部仓库发货", by=make.make_person())
    Reservation.objects.filter(pk=promise.pk).update(store=store)
    replanning.replan(sku.pk)
    assert Reservation.objects.open().get(reference="SO1").stock == Stock.objects.get(pk=far.pk)


def test_operations_chooses_warehouses_on_the_page_of_the_store_and_the_shipper_does_not(two, post_rights):
    store, _sku, _near, far = two
    address = f"/backoffice/stores/{store.code}/"
    clients = {post: Client() for post in (Post.OPERATIONS, Post.SHIPPER)}
    for post, client in clients.items():
        person = make.hire(post)
        person.groups.add(Group.objects.get(name=post))
        client.force_login(person)
    assert "济南仓" in clients[Post.OPERATIONS].get(address).content.decode()
    clients[Post.OPERATIONS].post(f"{address}warehouses/", {"warehouses": [far.warehouse_id], "reason": "改由佛山仓"})
    assert reach.of_store(store) == [far.warehouse]
    assert Event.objects.about(store).filter(name="store.warehouses_chosen").order_by("pk").last().reason == "改由佛山仓"
    assert clients[Post.SHIPPER].post(f"{address}warehouses/", {"reason": "x"}).status_code == 403
