"""The demo catalogue is what the law wants a catalogue to be."""
import pytest

from catalog.checks import blocked_words, shelves_without_product, stale_cards, unfit_on_sale
from catalog.demo import load_demo, rows
from catalog.models import Listing, Price, Product, Sku
from microstore.compliance.numbers import check_approval, gtin_is_valid
from tests.factories.catalog import make_person, make_shop


def test_every_row_of_the_demo_is_validly_numbered():
    assert len(rows()) == 201
    assert [row["code"] for row in rows() if not check_approval(row["approval_number"], "health_food").is_valid] == []
    assert [row["code"] for row in rows() if not gtin_is_valid(row["barcode"])] == []


@pytest.mark.django_db
def test_demo_is_listed_clean_and_says_that_claims_are_not_verified():
    stores = [make_shop(), make_shop("partner")]
    made = load_demo(make_person(), approver=make_person(), stores=stores, limit=12)
    assert Product.objects.filter(state=Product.State.LISTED).count() == len(made) == 12
    assert Listing.objects.filter(is_on=True, price_fen__gt=0, is_claim_verified=False).count() == 24
    first = Sku.objects.get(code="HP0001")
    assert (first.barcode, first.spec, first.cost_fen) == ("2900000000018", "0.5g/粒*100粒", 6342)
    assert Price.objects.get(sku=first).amount_fen == 15100
    assert first.product.live_revision.pictures[0] == "products/HP0001.svg"
    for check in (blocked_words, unfit_on_sale, shelves_without_product, stale_cards):
        assert list(check()) == []


@pytest.mark.django_db
def test_second_load_adds_nothing():
    store, lin, zhao = make_shop(), make_person(), make_person()
    load_demo(lin, approver=zhao, stores=[store], limit=2)
    assert load_demo(lin, approver=zhao, stores=[store], limit=2) == []
    assert Product.objects.count() == 2
