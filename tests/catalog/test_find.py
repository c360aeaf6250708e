"""Finding products as people type: Chinese, parts of words, pinyin, initials, numbers."""
import sys

import pytest

from catalog import indexing, search
from catalog.models import Brand, Category, Listing, Product, SearchWord
from catalog.search import asking, slips
from catalog.services import availability, prices
from tests.factories.catalog import make_listed, make_shelf, make_shop

pytestmark = pytest.mark.django_db

NAMES = ["康养牌维生素C咀嚼片", "康养牌鱼油软胶囊", "总统牌钙镁片", "康养牌枸杞茶"]


@pytest.fixture
def shelf():
    """Four products on the shelf of the main store, indexed; one in stock."""
    store, numbers = make_shop(), iter(range(1, 9))
    made = [make_listed(store, title=name, certificate_name=name, approval_number=f"国食健注G2019000{next(numbers)}", dosage_form=name[-1:])
            for name in NAMES]
    indexing.index([product.pk for product in made])
    return store


def titles(found):
    return [listing.title for listing in found.page().rows]


TYPED = [
    ("维生素c", [0]), ("维生素C", [0]), ("素c", [0]), ("ＶＣ", [0]),
    ("wssc", [0]), ("weishengsuc", [0]), ("vc", [0]), ("维c", [0]), ("鱼油", [1]),
    ("yuyou", [1]), ("yyr", [1]), ("dha", [1]), ("钙", [2]), ("总统 钙", [2]),
    ("枸杞", [3]), ("国食健注G20190003", [2]), ("20190003", [2]), ("gmp", [2])]


def test_product_is_found_as_people_type(shelf):
    found = [(text, titles(search.find(text, shelf))) for text, _places in TYPED]
    assert found == [(text, [NAMES[place] for place in places]) for text, places in TYPED]


def test_two_characters_that_sound_a_little_different_are_no_slip(shelf):
    SearchWord.objects.create(word="鱼肝", sound="yugan", slips=sorted(slips.keys_of("鱼肝")))
    meant = [slips.understand([asking.Word(text)]).words for text in ("护肝", "鱼甘", "yugna")]
    assert meant == [(), ("鱼肝",), ("鱼肝",)]


def test_whole_long_name_is_an_exact_match(shelf):
    name = "康养牌透明质酸海洋鱼胶原肽粉（桔子味）"
    product = make_listed(shelf, title=name, certificate_name=name, approval_number="国食健注G20190099").pk
    indexing.index([product])
    found = search.find(name, shelf)
    assert titles(found) == [name]
    assert not found.is_loose


def test_odd_question_is_answered_without_trouble(shelf):
    for text in ("a", "' | 'x':*", "\x00", "!!!", "&|", "鱼\x00", "z" * 500, "维" * 300, "(((", "'':*"):
        search.find(text, shelf).page()
        search.suggest(text, shelf)
        search.direct(text, shelf)


def test_one_latin_letter_is_too_little_and_one_chinese_character_is_enough(shelf):
    assert titles(search.find("c", shelf)) == []
    assert titles(search.find("钙", shelf)) == [NAMES[2]]


def test_when_nothing_fits_whole_something_near_is_shown_and_said(shelf):
    found = search.find("补钙镁片老人", shelf)
    assert found.is_loose
    assert titles(found) == [NAMES[2]]


def test_all_words_must_fit(shelf):
    assert titles(search.find("康养 鱼油", shelf)) == [NAMES[1]]


def test_another_stores_shelf_is_not_searched(shelf):
    assert titles(search.find("鱼油", make_shop("other"))) == []


def test_unlisted_product_is_not_found(shelf):
    Listing.objects.filter(title=NAMES[1]).update(is_on=False)
    assert titles(search.find("鱼油", shelf)) == []


def test_number_leads_straight_to_the_product(shelf):
    product = Product.objects.get(name=NAMES[1])
    for number in (product.code, product.skus.get().code, "国食健注G20190002", "国食健注Ｇ20190002"):
        assert search.direct(number, shelf).product == product
    assert search.direct("鱼油", shelf) is None


def test_choices_narrow_and_facets_count_under_the_other_choices(shelf):
    bones = Category.objects.create(name="骨骼", slug="bones", parent=make_shelf()["category"])
    Product.objects.filter(name=NAMES[2]).update(category=bones)
    Listing.objects.filter(title=NAMES[2]).update(category=bones)
    assert titles(search.find("", shelf, category="bones")) == [NAMES[2]]
    assert len(titles(search.find("", shelf, category="antioxidant"))) == 4
    found = search.find("", shelf, category="bones")
    assert [(choice.value, choice.count, choice.is_chosen) for choice in found.facets.of("category")] == [
        ("antioxidant", 3, False), ("bones", 1, True)]
    assert [(choice.value, choice.count) for choice in found.facets.of("brand")] == [("kangyang", 1)]


def test_unknown_choice_finds_nothing(shelf):
    assert titles(search.find("", shelf, category="no-such")) == []
    assert titles(search.find("", shelf, brand=["no-such"])) == []
    assert Brand.objects.count() == 1


def test_price_and_stock_narrow(shelf):
    fish = Product.objects.get(name=NAMES[1]).skus.get()
    prices.set_price(fish, amount_fen=5000)
    availability.set_in_stock({fish.pk: True})
    assert titles(search.find("", shelf, price=(None, 6000))) == [NAMES[1]]
    assert len(titles(search.find("", shelf, price=(6000, None)))) == 3
    assert titles(search.find("", shelf, in_stock=True)) == [NAMES[1]]
    assert titles(search.find("", shelf))[0] == NAMES[1]


def test_pages_go_on_where_they_stopped_in_every_order(shelf):
    for sort in search.SORTS:
        first = search.find("", shelf, sort=sort).page(size=3)
        second = search.find("", shelf, sort=sort).page(first.after, size=3)
        assert sorted(row.title for row in [*first.rows, *second.rows]) == sorted(NAMES), sort
        assert first.total == 4


def test_cursor_typed_by_hand_shows_the_first_page(shelf):
    for cursor in ("x", "WzEsIHRydWUsICJhIiwgImIiXQ", "W10", "e30", "WzEsMSwxLDEsMV0"):
        assert len(search.find("", shelf).page(cursor).rows) in (0, 4)


def test_suggestions_name_brand_and_products(shelf):
    found = search.suggest("康养", shelf)
    assert (found[0].kind, found[0].text, found[0].slug) == ("brand", "康养", "kangyang")
    assert [one.kind for one in found[1:]] == ["product"] * 4


def test_search_everything_opens_a_number_at_once(shelf):
    product = Product.objects.get(name=NAMES[0])
    hits = search.find_products(product.code, None, 5)
    assert [(hit.title, hit.exact) for hit in hits] == [(NAMES[0], True)]
    assert [hit.title for hit in search.find_products("wssc", None, 5)] == [NAMES[0]]
    assert search.find_products("\x00", None, 5) == []
    assert [hit.title for hit in search.find_products("鱼\x00油", None, 5)] == [NAMES[1]]


def test_question_needs_no_word_library():
    import subprocess

    code = ("import django; django.setup(); import sys, catalog.search, catalog.reactions, microstore.urls; "
            "sys.exit('rjieba' in sys.modules or 'pypinyin' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
