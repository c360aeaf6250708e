"""What must leave the shelf leaves it, and the books notice what slipped through."""
from datetime import timedelta

import pytest
from django.utils.translation import override

from catalog import checks
from catalog.models import Listing, Product, ProductRevision
from catalog.services import listing_checks
from catalog.shelf import removing
from microstore.core import clock
from microstore.core.models import Event
from tests.factories.catalog import make_listed

pytestmark = pytest.mark.django_db


@pytest.mark.duty("P11")
def test_product_is_suspended_the_day_after_its_certificate_ended():
    product = make_listed(certificate_until=clock.today() + timedelta(days=1))
    assert removing.suspend_expired() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert removing.suspend_expired() == 1
        assert removing.suspend_expired() == 0
    product.refresh_from_db()
    assert product.state == Product.State.SUSPENDED
    assert not Listing.objects.filter(is_on=True).exists()


def test_why_it_left_and_what_the_daily_look_found_are_read_in_the_language_of_the_reader():
    product = make_listed(certificate_until=clock.today() + timedelta(days=1))
    with override("zh-hans"):
        listing_checks.check_shelves()
        with clock.at(clock.now() + timedelta(days=2)):
            removing.suspend_expired()
    with override("en"):
        removal, check = product.removals.get(), product.checks.get()
        assert removal.words == Event.objects.about(removal).get(name="removal.made").reason == "Certificate or licence ended"
        assert f"The certificate ends on {clock.today() + timedelta(days=1)}." in [fault["text"] for fault in check.faults]


def test_blocked_text_that_slipped_in_is_found():
    product = make_listed()
    assert list(checks.blocked_words()) == []
    ProductRevision.objects.filter(product=product).update(description="根治失眠", rules_version="before")
    assert list(checks.blocked_words()) == [f"{product.code}: {product.name}"]


def test_number_lost_on_sale_is_found():
    product = make_listed()
    ProductRevision.objects.filter(product=product).update(approval_number="国食健注G1")
    assert [line.split(":")[0] for line in checks.unfit_on_sale()] == [product.code]


def test_listing_of_a_product_not_on_sale_is_found():
    product = make_listed()
    Product.objects.filter(pk=product.pk).update(state=Product.State.DELISTED)
    assert list(checks.shelves_without_product()) == [f"{product.code} @ main: delisted"]
