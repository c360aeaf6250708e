"""What may be struck through: real deals of the same store, or a supplier's document. Nothing else (rules PR-03, PR-04, PR-05)."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog import rendered
from catalog.models import DealLow, SuggestedPrice
from catalog.pricing import deals, references, suggestions
from catalog.pricing.deals import Deal
from catalog.services import prices
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.catalog import make_listed, make_person, make_shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def product():
    return make_listed(price_fen=6900)


def sold(product, *amounts, days_ago=1, store=None):
    sku, store, now = product.skus.get(), store or make_shop(), clock.now()
    deals.note(Deal(sku.pk, store.pk, fen, now - days_ago * DAY + timedelta(minutes=place)) for place, fen in enumerate(amounts))


def card(product, store=None):
    return product.listings.filter(store=store or make_shop()).values_list("list_fen", "list_basis").get()


def test_lowest_deal_of_the_seven_days_before_is_the_most_that_may_be_struck(product):
    sold(product, 8900, days_ago=6)
    sold(product, 7900, days_ago=3)
    sold(product, 9200)
    assert card(product) == (7900, "deals")


def test_without_a_deal_in_seven_days_the_last_one_counts(product):
    sold(product, 7000, days_ago=30)
    sold(product, 9900, 8500, days_ago=20)
    assert card(product) == (8500, "last")


def test_without_any_deal_nothing_is_struck(product):
    assert card(product) == (None, "")


def test_deals_of_another_store_do_not_count(product):
    other = make_shop("other")
    sold(product, 9900, store=other)
    assert card(product) == (None, "")


def test_a_reference_that_is_not_above_the_price_is_no_comparison(product):
    sold(product, 6900)
    assert card(product) == (None, "")


def test_a_cheaper_deal_mends_the_card_at_once_and_a_dearer_one_changes_nothing(product):
    sold(product, 8900)
    version = product.listings.get().version
    sold(product, 9900, days_ago=0)
    assert (card(product), product.listings.get().version) == ((8900, "deals"), version)
    sold(product, 7500, days_ago=0)
    assert (card(product), product.listings.get().version) == ((7500, "deals"), version + 1)


def test_the_same_deal_told_twice_changes_nothing(product):
    moment, sku = clock.now(), product.skus.get()
    for _time in range(2):
        deals.note([Deal(sku.pk, make_shop().pk, 8900, moment)])
    assert list(DealLow.objects.values_list("low_fen", "last_fen")) == [(8900, 8900)]


def test_nightly_look_lets_old_deals_go(product):
    sold(product, 7500, days_ago=7)
    sold(product, 8900, days_ago=2)
    assert card(product) == (7500, "deals")
    with clock.at(clock.now() + DAY):
        assert references.refresh() == 1
        assert card(product) == (8900, "deals")
        assert references.refresh() == 0


def test_days_written_anew_forget_what_was_given_back(product):
    sold(product, 7500)
    sku, day = product.skus.get(), clock.today() - DAY
    deals.recount([day], [Deal(sku.pk, make_shop().pk, 9000, clock.now() - DAY)])
    assert card(product) == (9000, "deals")
    deals.recount([day], [])
    assert (card(product), DealLow.objects.count()) == ((None, ""), 0)


def test_a_new_price_writes_the_struck_one_in_the_same_transaction(product):
    sold(product, 6900)
    prices.set_price(product.skus.get(), amount_fen=5900)
    assert card(product) == (6900, "deals")


def test_suggested_retail_price_needs_its_document(product):
    person = make_person()
    with pytest.raises(Refused):
        suggestions.record(product.skus.get(), 9900, document=None, said_on=clock.today(), reason="供应商来函", by=person)
    assert (card(product), SuggestedPrice.objects.count()) == ((None, ""), 0)


def test_documented_suggestion_is_struck_until_it_ends(product, settings, tmp_path):
    settings.MEDIA_ROOT, sku, person = tmp_path, product.skus.get(), make_person()
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter")
    suggestions.record(sku, 9900, document=letter, said_on=clock.today(), reason="供应商来函", by=person)
    assert card(product) == (9900, "msrp")
    sold(product, 8900)
    assert card(product) == (8900, "deals")
    DealLow.objects.all().delete()
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter")
    suggestions.record(sku, 8800, document=letter, said_on=clock.today(), reason="供应商调整", by=person)
    assert card(product) == (8800, "msrp")
    suggestions.end(sku, reason="不再建议", by=person)
    assert card(product) == (None, "")
    assert list(SuggestedPrice.objects.order_by("pk").values_list("amount_fen", flat=True)) == [9900, 8800]


def test_page_and_card_say_what_is_struck(client, product):
    sold(product, 8900)
    page = client.get(f"/p/{product.slug}/").content.decode()
    assert "<del>¥89.00</del>" in page
    assert str(references.WORDS["deals"]) in page
    assert "<del>¥89.00</del>" in rendered.card(product.listings.get())
