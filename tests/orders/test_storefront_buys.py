"""From the shelf to the paid order, over HTTP, as a new customer without script."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from microstore.accounts.models import Customer
from orders.models import Cart, CartLine, Display, Order
from orders.services import orders
from tests.factories import orders as make

pytestmark = pytest.mark.django_db
PARCEL = {
    "receiver_name": "林晓", "receiver_phone": "", "province": "110000", "city": "110000", "district": "110108",
    "detail": "科学院南路6号2号楼502",
}  # fmt: skip


@pytest.fixture
def codes(monkeypatch, settings):
    """Codes that would go out by text message."""
    sent = []
    settings.SIGN_IN_CODE_SENDER = "tests.orders.codes.keep"
    from tests.orders import codes

    monkeypatch.setattr(codes, "sent", sent)
    return sent


def page(client, url, **extra):
    response = client.get(url, **extra)
    assert response.status_code == 200, response
    return response.content.decode()


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def asked_by_pages(statements):
    """Without transaction marks, and without what workers do afterwards (they run at once in tests)."""
    found, is_worker = [], False
    for sql in statements:
        is_worker = is_worker or sql.startswith('SELECT "core_delivery"."id" AS "pk"')
        if not is_worker and not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")):
            found.append(sql)
    return found


def fill_checkout(client, codes, **changes):
    html = page(client, "/checkout/")
    client.post("/checkout/", {"act": "send_code", "phone": "13912345678"})
    given = {
        **PARCEL, "token": hidden(html, "token"), "shown_total": hidden(html, "shown_total"), "phone": "139 1234 5678", "code": codes[-1],
        "agreed": "on", "people_seen": "on", "note": "", "act": "place",
    }  # fmt: skip
    return client.post("/checkout/", {**given, **changes})


def warm_up(sku):
    """Somebody else looked into a cart a moment ago, as on any working day: what is kept for all is kept."""
    other = Client()
    other.post("/cart/add/", {"sku": sku.pk, "units": 1})
    other.get("/cart/")


def test_a_new_customer_buys_three_things_in_few_requests_and_queries(store, client, codes, provider, transactional_db):
    skus = [make.make_sku(store, price_fen=3000) for _ in range(3)]
    requests = 0
    warm_up(skus[0])
    with CaptureQueriesContext(connection) as queries:
        for sku in skus:
            client.post("/cart/add/", {"sku": sku.pk, "units": 1, "next": "/cart/"})
            requests += 1
        page(client, "/cart/")
        answer = fill_checkout(client, codes)
        requests += 4
        assert answer.status_code == 302, re.findall(r"fld__e[^<]*<[^<]*|<li>[^<]*", answer.content.decode())
    order = Order.objects.get()
    assert answer.url == f"/orders/{order.number}/pay/"
    assert (order.total_fen, order.receiver_phone, order.customer.phone) == (9800, "+8613912345678", "+8613912345678")
    assert client.session["cart_units"].get(str(store.pk), 0) == 0
    assert CartLine.objects.filter(cart__customer=order.customer).count() == 0
    assert requests <= 12
    own = asked_by_pages([query["sql"] for query in queries])
    assert len(own) <= 60, "\n".join(sql[:150] for sql in own)
    html = page(client, answer.url)
    assert "<svg" in html
    assert "¥98.00" in html
    payment = order.payments.get()
    assert payment.pay_url == f"weixin://wxpay/{payment.number}"
    provider.pay(payment)
    type(payment).objects.update(next_query_at=payment.created_at)
    assert "¥98.00" in page(client, f"/orders/{order.number}/paid/")
    order.refresh_from_db()
    assert order.display_state in (Display.IN_REVIEW, Display.APPROVED)


def test_a_phone_is_sent_to_wechat(store, client, codes, provider):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    pay = fill_checkout(client, codes).url
    agent = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone) Mobile"}
    assert "<svg xmlns" not in page(client, pay, **agent)
    answer = client.post(pay, {"method": "h5"}, **agent)
    assert answer.url.startswith("https://wx.example/PM")


def test_who_comes_back_from_paying_finds_the_order_in_the_empty_cart(store, client, codes, provider):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    pay = fill_checkout(client, codes).url
    assert f'href="{pay}"' in page(client, "/cart/")
    order = Order.objects.get()
    orders.cancel(order, reason="…")
    assert f'href="{pay}"' not in page(client, "/cart/")


def test_a_wrong_code_places_nothing_and_keeps_what_was_typed(store, client, codes):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    answer = fill_checkout(client, codes, code="000000" if not codes or codes[-1] != "000000" else "000001")
    assert answer.status_code == 422
    assert "科学院南路6号2号楼502" in answer.content.decode()
    assert (Order.objects.count(), Customer.objects.count()) == (0, 0)


def test_a_far_province_shows_its_freight_before_it_is_charged(store, client, codes):
    client.post("/cart/add/", {"sku": make.make_sku(store, price_fen=5000).pk, "units": 1})
    answer = fill_checkout(client, codes, province="650000", city="650100", district="650102")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert hidden(html, "shown_total") == "6800"
    assert "¥18.00" in html
    assert Order.objects.count() == 0
    answer = client.post("/checkout/", {
        **PARCEL, "province": "650000", "city": "650100", "district": "650102", "token": hidden(html, "token"), "shown_total": "6800",
        "receiver_phone": "13912345678", "people_seen": "on", "act": "place",
    })  # fmt: skip
    assert Order.objects.get().total_fen == 6800


def test_a_region_nobody_delivers_to_is_refused(store, client, codes):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    answer = fill_checkout(client, codes, province="810000", city="810000", district="810001")
    assert answer.status_code == 422
    assert Order.objects.count() == 0


def test_boxes_are_never_ticked_beforehand(store, client):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    assert not re.search(r'type="checkbox"[^>]*checked', page(client, "/checkout/"))


def test_a_signed_in_customer_with_an_address_only_confirms(store, client, provider):
    customer = make.make_customer()
    address = make.make_address(customer, is_default=True)
    client.force_login(customer.user, backend="microstore.accounts.backends.Keys")
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 2})
    html = page(client, "/checkout/")
    answer = client.post("/checkout/", {
        "token": hidden(html, "token"), "shown_total": hidden(html, "shown_total"), "address": address.pk, "people_seen": "on",
        "act": "place",
    })  # fmt: skip
    order = Order.objects.get()
    assert answer.url == f"/orders/{order.number}/pay/"
    assert (order.total_fen, order.detail) == (20000, address.detail)


def test_a_strangers_order_is_not_there(store, client):
    order = make.place_order(store)
    stranger = make.make_customer()
    client.force_login(stranger.user, backend="microstore.accounts.backends.Keys")
    for tail in ("", "pay/", "paid/", "cancel/"):
        assert client.get(f"/orders/{order.number}/{tail}").status_code == 404
    for tail in ("receive/", "again/", "answer/"):
        assert client.post(f"/orders/{order.number}/{tail}", {"answer": "x"}).status_code == 404
    assert client.get("/orders/").status_code == 200


def test_the_second_click_leads_to_the_order_of_the_first(store, client, codes, settings):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": 1})
    html = page(client, "/checkout/")
    token = {"token": hidden(html, "token"), "shown_total": hidden(html, "shown_total"), "act": "place"}
    guest = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = fill_checkout(client, codes, **token)
    assert client.post("/checkout/", {**PARCEL, **token}).url == answer.url
    client.cookies[settings.SESSION_COOKIE_NAME] = guest
    assert client.post("/checkout/", {**PARCEL, **token}).url == f"/accounts/sign-in/?next={answer.url.replace('/', '%2F')}"
    assert Order.objects.count() == 1


@pytest.mark.parametrize("units", ["0", "21", "9999999999", "9" * 40])
def test_more_than_a_cart_takes_is_refused_however_many_digits_it_has(store, client, units):
    client.post("/cart/add/", {"sku": make.make_sku(store).pk, "units": units})
    assert not CartLine.objects.exists()


def test_earlier_orders_go_on_within_what_was_searched(store, client, monkeypatch):
    monkeypatch.setattr("orders.storefront.own_orders.PER_PAGE", 1)
    customer = make.make_customer()
    sku = make.make_sku(store)
    first, last = (make.place_order(store, customer=customer, wants={sku: 1}) for _time in range(2))
    client.force_login(customer.user, backend="microstore.accounts.backends.Keys")
    title = last.lines.get().title
    html = page(client, "/orders/", data={"q": title})
    link = re.search(r'href="(\?tab=all&amp;q=[^"]+&amp;after=\d+)"', html)
    assert first.number not in html
    assert first.number in page(client, "/orders/" + link[1].replace("&amp;", "&"))


def test_the_cart_survives_signing_in(store, client, codes):
    first, second = make.make_sku(store), make.make_sku(store)
    customer = make.make_customer("+8613912345678")
    make.make_cart(store, {first: 1, second: 2}, customer=customer)
    client.post("/cart/add/", {"sku": first.pk, "units": 3})
    client.post("/accounts/sign-in/", {"act": "send_code", "phone": "13912345678"})
    client.post("/accounts/sign-in/", {"act": "sign_in", "code": codes[-1], "agreed": "on"})
    cart = Cart.objects.get(customer=customer)
    assert dict(cart.lines.values_list("sku_id", "units")) == {first.pk: 4, second.pk: 2}
    assert client.session["cart_units"][str(store.pk)] == 6
