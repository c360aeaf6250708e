"""Every page that customers can open, as a stranger and signed in."""

import pytest

from tests.axe.looks import Eyes, looks_of
from tests.axe.walk import Walk
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser
STARTS = ("/", "/search/", "/search/?q=钙", "/search/?q=zzzzqq", "/cart/", "/accounts/sign-in/", "/backoffice/sign-in/", "/about/")
STORES = ("/s/member/", "/s/heping/")
OWN = ("/me/", "/me/addresses/", "/me/profile/", "/me/consents/", "/me/settings/", "/me/notices/", "/orders/")
SHOWN = {"order": 4, "product": 2, "category": 2}
PUBLIC = {"home", "categories", "category", "product", "search", "licences", "contact", "help", "about", "returns", "privacy", "terms"}
BUYER = """
from orders.models import Order
print(Order.objects.filter(store__is_default=True, customer__user__phone__contains="1380000").latest("pk").customer.user.phone[-11:])
"""


@pytest.fixture
def visitor(browser, shop):
    person = Customer(browser, shop)
    yield person
    person.context.close()


def look_at(eyes, walk, is_full, known=()) -> list[str]:
    return [
        fault
        for kind, addresses in walk.pages.items()
        if kind not in known
        for address in addresses[: SHOWN.get(kind, 1)]
        for look in looks_of(address if kind in SHOWN else kind, is_full)
        for fault in eyes.faults(address, look)
    ]


def test_a_stranger_finds_no_barrier_on_any_page(browser, shop, visitor, is_full):
    visitor.goes_to("/")
    visitor.page.locator("main a[href*='/p/']").first.click()
    visitor.puts_into_cart()
    walk = Walk(shop, visitor.context).follow(*STARTS)
    walk.pages["stores"] = list(STORES)
    walk.pages["checkout"] = ["/checkout/"]
    eyes = Eyes(browser, shop, visitor.context.storage_state())
    faults = look_at(eyes, walk, is_full)
    faults += [fault for look in looks_of("404", is_full) for fault in eyes.faults("/nothing-here/", look, status=404)]
    eyes.close()
    assert not faults, "\n".join(faults)
    assert {*PUBLIC, "cart", "checkout", "sign-in"} <= set(walk.pages)


def test_a_customer_finds_no_barrier_on_any_page(browser, shop, visitor, is_full):
    visitor.phone = shop.manage("shell", "-c", BUYER).stdout.split()[-1]
    visitor.signs_in()
    visitor.goes_to("/")
    visitor.page.locator("main a[href*='/p/']").first.click()
    visitor.puts_into_cart()
    walk = Walk(shop, visitor.context).follow(*OWN, "/checkout/")
    eyes = Eyes(browser, shop, visitor.context.storage_state())
    faults = look_at(eyes, walk, is_full, known=PUBLIC)
    eyes.close()
    assert not faults, "\n".join(faults)
    assert {"me", "orders", "order", "addresses", "profile", "consents", "settings", "inbox", "checkout"} <= set(walk.pages)
