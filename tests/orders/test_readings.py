"""What has no parcel is bought like anything else, and read here: promised with the order, given with the payment, taken back unread."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from catalog.models import Reading
from catalog.readings import holding
from catalog.readings.backoffice import BookAdd
from customerservice.services import aftersales
from inventory.models import Reservation
from logistics.models import Shipment
from microstore.accounts.models import Address
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from orders.checks import lines_add_up, readings_match_lines, shares_add_up, states_have_events
from orders.models import Order, Refund
from orders.services import baskets, carts, endings, orders
from orders.services.partial_refunds import Claim, preview, request_units
from tests.factories import orders as make
from tests.factories.readings import PDF, TEXT, make_book, place

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 10, tzinfo=clock.SHANGHAI)
CHECKS = (lines_add_up, shares_add_up, readings_match_lines, states_have_events)


@pytest.fixture
def store():
    return make.make_store()


def books():
    return [problem for check in CHECKS for problem in check()]


def bought(*skus, **fields):
    order = place(*skus, **fields)
    make.pay_order(order)
    deliver_all()
    deliver_all()  # what the review told
    order.refresh_from_db()
    return order


def test_order_of_an_e_book_alone_is_complete_when_it_is_paid(store):
    book = make_book(store)
    order = place(store, book)
    assert (order.delivery, order.freight_fen, order.total_fen, order.detail) == ("online", 0, 2900, "")
    assert not Reservation.objects.exists()
    assert Reading.objects.get().state == "promised"
    make.pay_order(order)
    reading = Reading.objects.get()
    assert (reading.state, reading.customer, reading.product, reading.reference) == ("held", order.customer, book.product, order.number)
    deliver_all()
    order.refresh_from_db()
    assert (order.display_state, order.ship_due_at, order.approved_by_rules != "") == ("completed", None, True)
    assert not Shipment.objects.exists()
    assert not Address.objects.exists()
    assert books() == []


def test_note_of_the_customer_is_read_by_a_person_before_the_order_is_complete(store):
    order = bought(store, make_book(store), note="请开发票")
    assert (order.display_state, [hit["code"] for hit in order.review_hits if hit["stops"]]) == ("in_review", ["note"])
    assert Reading.objects.get().state == "held"
    orders.approve(order, by=make.make_staff())
    assert (order.display_state, books()) == ("completed", [])


def test_in_a_mixed_order_only_the_goods_travel_and_bear_the_freight(store):
    fish, book = make.make_sku(store, price_fen=5000), make_book(store, price_fen=9000)
    order = bought(store, fish, book, receiver=make.BEIJING)
    assert (order.delivery, order.freight_fen, order.total_fen) == ("both", 800, 14800)
    assert {line.sku: line.freight_fen for line in order.lines.all()} == {fish: 800, book: 0}
    assert list(Reservation.objects.values_list("sku", flat=True)) == [fish.pk]
    assert (order.display_state, Reading.objects.get().state) == ("approved", "held")
    assert [line.order_line.sku for line in Shipment.objects.get().lines.all()] == [fish]
    assert books() == []


def test_goods_are_not_sent_without_an_address_and_nothing_is_ordered(store):
    with pytest.raises(Refused):
        place(store, make.make_sku(store), make_book(store))
    assert (Order.objects.count(), Reading.objects.count()) == (0, 0)


def test_nobody_buys_to_read_without_agreeing_that_it_stays_once_opened(store):
    with pytest.raises(Refused):
        place(store, make_book(store), consents=())
    assert (Order.objects.count(), Reading.objects.count()) == (0, 0)


def test_a_second_copy_is_refused_in_the_cart_and_when_an_order_waits(store):
    book, customer = make_book(store), make.make_customer()
    cart = carts.open_cart(store, customer=customer)
    carts.add(cart, book.pk)
    for more in (lambda: carts.add(cart, book.pk), lambda: carts.set_units(cart, book.pk, 2)):
        with pytest.raises(Refused):
            more()
    cart.lines.update(units=2)
    assert baskets.look(cart, store).unsellable[0].problem
    cart.lines.update(units=1)
    order = place(store, customer=customer)
    with pytest.raises(Refused):
        carts.add(carts.open_cart(store, customer=customer), book.pk)
    with pytest.raises(Refused):
        holding.promise("SO2", customer, [book.product])
    orders.cancel(order, reason="不要了")
    assert place(store, book, customer=customer).number != order.number


def test_days_of_access_are_counted_from_the_payment_and_then_it_is_bought_anew(store):
    book, customer = make_book(store, access_days=30), make.make_customer()
    with clock.at(MARCH):
        bought(store, book, customer=customer)
    assert str(Reading.objects.get().until) == "2027-03-31"
    with clock.at(MARCH + timedelta(days=32)):
        with pytest.raises(Refused):
            holding.open_it(Reading.objects.get(), by=customer.user)
        bought(store, book, customer=customer)
        assert sorted(Reading.objects.values_list("state", flat=True)) == ["ended", "held"]
        assert books() == []


def wish(order, **fields):
    units = {line.pk: 1 for line in order.lines.filter(is_virtual=True)}
    return aftersales.Application("t1", units, "refund", "unwanted", **fields)


def test_unread_it_goes_back_without_a_reason_and_is_taken_away(store):
    order, staff = bought(store, make_book(store)), make.make_staff()
    case = aftersales.apply(order, wish(order), by=order.customer.user)
    aftersales.approve(case, by=staff)
    assert (Refund.objects.get().amount_fen, Reading.objects.get().state) == (2900, "ended")
    assert books() == []


def test_freight_goes_back_with_the_last_of_the_parcel_though_the_book_is_kept(store):
    """¥50.00 and ¥20.00 travel for ¥8.00, ¥90.00 is read. Whatever order they go back in, it ends at ¥168.00."""
    fish, oil, book = make.make_sku(store, price_fen=5000), make.make_sku(store, price_fen=2000), make_book(store, price_fen=9000)
    order = bought(store, fish, oil, book, receiver=make.BEIJING)
    line = {each.sku: each.pk for each in order.lines.all()}
    assert (order.total_fen, preview(order, Claim({line[book]: [0]})).total_fen) == (16800, 9000)
    assert preview(order, Claim({line[fish]: [0], line[oil]: [0]})).freight_fen == 800
    back = [request_units(order, Claim({line[sku]: [0]}), reference=sku.code, reason="x").amount_fen for sku in (fish, oil, book)]
    assert (back, order.total_fen) == ([5000, 2800, 9000], sum(back))


def test_freight_stays_when_only_the_book_goes_back(store):
    fish, book = make.make_sku(store, price_fen=5000), make_book(store, price_fen=9000)
    order = bought(store, fish, book, receiver=make.BEIJING)
    line = {each.sku: each.pk for each in order.lines.all()}
    back = [request_units(order, Claim({line[sku]: [0]}), reference=sku.code, reason="x").amount_fen for sku in (book, fish)]
    assert back == [9000, 5800]


def test_opened_it_does_not_go_back_not_even_by_a_case_from_before(store):
    order = bought(store, make_book(store))
    case = aftersales.apply(order, wish(order), by=order.customer.user)
    holding.open_it(Reading.objects.get(), by=order.customer.user)
    with pytest.raises(Refused):
        aftersales.approve(case, by=make.make_staff())
    other = bought(store, make_book(store))
    holding.open_it(Reading.objects.get(reference=other.number), by=other.customer.user)
    with pytest.raises(Refused):
        aftersales.apply(other, wish(other), by=other.customer.user)
    assert not Refund.objects.exists()


def test_customer_cancels_the_whole_only_while_nothing_of_it_was_opened(store):
    order = bought(store, make.make_sku(store), make_book(store), receiver=make.BEIJING)
    holding.open_it(Reading.objects.get(), by=order.customer.user)
    with pytest.raises(Refused):
        endings.cancel_by_customer(order, reason="不要了", by=order.customer.user)
    order.refresh_from_db()
    assert (order.display_state, Reading.objects.get().state) == ("approved", "held")
    orders.cancel(order, reason="客服处理", by=make.make_staff())
    assert (Reading.objects.get().state, books()) == ("ended", [])


def test_only_its_owner_reads_it_and_the_first_opening_is_kept(client, store):
    order = bought(store, make_book(store))
    article = bought(store, make_book(store, kind="article"), customer=order.customer)
    book, text = (Reading.objects.get(reference=each.number) for each in (order, article))
    assert client.get(reverse("reading", args=[book.pk])).status_code == 302
    client.force_login(make.make_customer().user)
    assert client.post(reverse("reading-open", args=[book.pk])).status_code == 404
    assert client.get(reverse("reading", args=[book.pk])).status_code == 404
    client.force_login(order.customer.user)
    assert client.get(reverse("reading", args=[book.pk])).url == reverse("readings")
    assert TEXT not in client.get(reverse("order-goods", args=[article.number, 1])).content.decode()
    for each in (book, text):
        client.post(reverse("reading-open", args=[each.pk]))
    page = client.get(reverse("reading", args=[book.pk]))
    assert b"".join(page.streaming_content) == PDF
    assert quote(book.product.live_revision.title) in page["Content-Disposition"] and "book.pdf" not in page["Content-Disposition"]
    assert {"no-store", "private"} <= set(page["Cache-Control"].split(", "))
    assert TEXT in client.get(reverse("reading", args=[text.pk])).content.decode()
    first = Reading.objects.get(pk=book.pk).opened_at
    client.post(reverse("reading-open", args=[book.pk]))
    assert Reading.objects.get(pk=book.pk).opened_at == first
    holding.end(order.number, reason="退款")
    assert client.get(reverse("reading", args=[book.pk])).status_code == 404


def test_checkout_of_an_e_book_asks_no_address_but_for_the_consent(client, store):
    book, customer = make_book(store), make.make_customer()
    client.force_login(customer.user)
    make.make_cart(store, {book: 1}, customer=customer)
    page = client.get(reverse("checkout")).content.decode()
    assert 'name="digital"' in page
    assert 'name="detail"' not in page
    given = {"token": "t", "shown_total": "2900", "act": "place", "note": ""}
    assert client.post(reverse("checkout"), given).status_code == 422
    assert client.post(reverse("checkout"), {**given, "digital": "1"}).status_code == 302
    order = Order.objects.get()
    assert (order.delivery, order.consents) == ("online", ["digital"])
    assert client.get(reverse("order", args=[order.number])).status_code == 200


@pytest.mark.parametrize(("kind", "is_offered"), [("book", True), ("article", False)])
def test_an_article_is_offered_no_upload_of_an_e_book(store, kind, is_offered):
    assert BookAdd().is_open(make_book(store, kind=kind).product, None) is is_offered
