"""The shop that all journeys visit, and the people who visit it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import PATIENCE_MS, Customer
from tests.journeys.shop import running
from tests.journeys.staff import Carrier, Colleague, Packer


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Pictures are looked at by axe; people who walk here need none, and two processors have enough to do."""
    flags = [*browser_type_launch_args["args"], "--blink-settings=imagesEnabled=false"]
    return browser_type_launch_args | {"args": flags}


@pytest.fixture(scope="session")
def shop():
    expect.set_options(timeout=PATIENCE_MS)
    return running()


@pytest.fixture
def on_phone(browser, shop):
    """A customer with a phone of their own."""
    person = Customer(browser, shop)
    yield person
    person.leave()


@pytest.fixture
def at_desk(browser, shop):
    """A customer at a computer."""
    person = Customer(browser, shop, is_phone=False)
    yield person
    person.leave()


@pytest.fixture
def colleague(browser, shop):
    """``colleague("service")`` comes to work; everybody goes home at the end."""
    came = {}

    def come(username: str, *, kind=Colleague, **look) -> Colleague:
        if username not in came:
            came[username] = kind(browser, shop, username, **look)
        return came[username]

    yield come
    for person in came.values():
        person.leave()


@pytest.fixture
def packer(colleague):
    """The dispatcher, with the phone in the hand."""
    return colleague("shipper", kind=Packer, is_phone=True)


@pytest.fixture
def carrier(browser, shop):
    person = Carrier(browser, shop)
    yield person
    person.leave()


@pytest.fixture
def arrives(packer, carrier):
    """``arrives(customer, product, units=3)``: bought and paid, sent out, signed for. The number of the order."""

    def walk(customer, product, **wishes) -> str:
        number = customer.orders_and_pays(product, **wishes)
        carrier.delivers(packer.sends_out(number))
        customer.looks_at_order()
        customer.reloads_until("包裹已送达。")
        return number

    return walk
