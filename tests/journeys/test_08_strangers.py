"""Whoever has no business with an order does not learn that it exists."""

import pytest

from tests.journeys.people import Customer, Product

pytestmark = pytest.mark.browser
SAFFLOWER = Product("总统牌茶多酚维C片", "茶多酚维C片", "HP0018")


def test_a_stranger_finds_nothing_at_the_address_of_an_order(on_phone, browser, shop):
    number = on_phone.orders(SAFFLOWER)
    stranger = Customer(browser, shop)
    stranger.signs_in()
    for page in ("", "pay/", "paid/", "cancel/", "parcels/1/"):
        answer = stranger.goes_to(f"/orders/{number}/{page}")
        assert answer.status == 404, page
        stranger.does_not_see(number)
    stranger.leave()


def test_a_guest_is_asked_to_sign_in_before_an_order_is_shown(on_phone, browser, shop):
    number = on_phone.orders(SAFFLOWER)
    guest = Customer(browser, shop)
    guest.goes_to(f"/orders/{number}/")
    guest.sees("用手机号登录")
    guest.does_not_see(number)
    guest.leave()


def test_the_partner_sees_the_orders_of_their_own_store_alone(on_phone, colleague, browser, shop):
    elsewhere = on_phone.orders(SAFFLOWER)
    theirs = Customer(browser, shop)
    theirs.home = "/s/heping"
    own = theirs.orders(SAFFLOWER)
    partner = colleague("partner")
    partner.opens("orders/")
    partner.sees(own)
    partner.does_not_see(elsewhere)
    assert partner.opens(f"orders/{own}/").status == 200
    assert partner.opens(f"orders/{elsewhere}/").status == 404
    partner.opens(f"search/?q={elsewhere}")
    assert partner.page.get_by_role("link", name=elsewhere).count() == 0
    theirs.leave()
