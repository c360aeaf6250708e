"""How good the answers are, over judged questions, and that a large shelf is counted as a small one is."""

from pathlib import Path

import pytest

from catalog import demo, indexing
from catalog.models import Listing, Sku
from catalog.search import asking, counts, find, quality, spelling, suggest, synonyms
from catalog.search.shelf import keys_of, matching
from catalog.services import availability
from microstore.stores.models import Store
from tests.factories.catalog import make_person, make_shop

pytestmark = pytest.mark.django_db
JUDGED = quality.read(Path(__file__).parent / "data/judged_queries.csv")
SAMPLE = {"HP0028", "HP0142", "HP0067", "HP0108", "HP0002", "HP0126", "HP0001", "HP0165", "HP0133", "HP0159", "HP0163", "HP0041"}


def load(monkeypatch, wanted=None):
    """The demo catalogue, or some of it, on the shelf of the main store and in stock."""
    store = make_shop()
    rows = [row for row in demo.rows() if wanted is None or row["code"] in wanted]
    monkeypatch.setattr(demo, "rows", lambda name="demo_products", all_rows=demo.rows: rows if name == "demo_products" else all_rows(name))
    demo.load_demo(make_person(), approver=make_person(), stores=[store])
    availability.set_in_stock(dict.fromkeys(Sku.objects.values_list("pk", flat=True), True))
    return store


def test_there_are_two_hundred_judged_questions_of_many_kinds():
    assert len(JUDGED) >= 200
    assert {"word", "short", "pinyin", "initials", "mixed", "synonym", "slip", "homophone", "brand_form", "number", "traditional", "width",
            "purpose"} <= {one.kind for one in JUDGED}  # fmt: skip


def test_a_sample_is_answered_well(monkeypatch):
    store = load(monkeypatch, SAMPLE)
    there = [quality.Judged(one.query, one.kind, {sku: grade for sku, grade in one.relevant.items() if sku in SAMPLE}) for one in JUDGED]
    found = quality.measure([one for one in there if 3 in one.relevant.values()], store)
    assert found["all"].count > 60
    assert found["all"].ndcg >= 0.95
    assert found["all"].zero <= 0.01


@pytest.mark.full
def test_all_judged_questions_over_the_whole_demo_catalogue(monkeypatch):
    found = quality.measure(JUDGED, load(monkeypatch))
    assert found["all"].ndcg >= 0.96
    assert found["all"].mrr >= 0.98
    assert found["all"].zero <= 0.01


def test_kept_counts_say_what_counting_anew_says(monkeypatch):
    store = load(monkeypatch, SAMPLE)
    asked = [{}, {"form": "软胶囊"}, {"function": "HF01"}, {"form": ["软胶囊", "硬胶囊"], "function": "HF01"}, {"band": "1"}]
    anew = [drawn(find("", store, **choices)) for choices in asked]
    counts.count_shelf(store)
    assert [drawn(find("", store, **choices)) for choices in asked] == anew
    assert [titles(find("", store, **choices)) for choices in asked[1:]]


def test_a_large_shelf_finds_what_a_small_one_finds(monkeypatch):
    store = load(monkeypatch, SAMPLE)
    asked = [("", {"form": "软胶囊"}), ("", {"form": "软胶囊", "function": "HF10"}), ("软胶囊", {})]
    small = [set(titles(find(text, store, **choices))) for text, choices in asked]
    counts.count_shelf(store)
    monkeypatch.setattr("catalog.search.finding.POOL", 2)
    monkeypatch.setattr("catalog.search.shelf.POOL", 2)
    assert [set(titles(find(text, store, **choices))) for text, choices in asked] == small


@pytest.mark.parametrize("many", [3, 1000])
def test_pages_of_many_answers_go_on_where_they_stopped(monkeypatch, many):
    """Whether all that fit are known, or more than are sorted."""
    store = load(monkeypatch, SAMPLE)
    for module in ("finding", "shelf"):
        monkeypatch.setattr(f"catalog.search.{module}.POOL", 2)
        monkeypatch.setattr(f"catalog.search.{module}.MANY", many)
    for sort in ("", "price", "-price", "new"):
        first = find("片", store, sort=sort).page(size=2)
        second = find("片", store, sort=sort).page(first.after, size=20)
        whole = [row.pk for row in find("片", store, sort=sort).page(size=30).rows]
        assert [row.pk for row in [*first.rows, *second.rows]] == whole, sort


def test_a_question_in_tiers_finds_each_product_once_and_all_that_fit(monkeypatch):
    store = load(monkeypatch, SAMPLE)
    shelf, beyond = Listing.objects.on_sale(store), 0
    for text in ("维生素c", "片", "weishengsu", "vc", "免疫", "汤臣倍健 片", "国食健注G2014", "wss"):
        words = synonyms.with_synonyms(spelling.parts(text))
        found = keys_of(shelf, asking.in_tiers(words))
        assert sorted(pk for _tier, pk in found) == sorted(matching(shelf, asking.strictly(words)).values_list("pk", flat=True)), text
        named = {pk for tier, pk in found if tier < 2}
        assert named == set(matching(shelf, asking.by_name(words)).values_list("pk", flat=True)), text
        beyond += len(found) - len(named)
    assert beyond


def test_suggestions_cost_three_queries_at_most(monkeypatch, django_assert_max_num_queries):
    store = load(monkeypatch, SAMPLE)
    suggest("鱼", store)  # the table of synonyms is read once
    for text in ("维生素", "yuyou", "wss", "该镁", "tangchen", "糖尿病"):
        with django_assert_max_num_queries(3):
            suggest(text, store)
    assert [one.kind for one in suggest("糖尿病", store)] == ["advice"]
    assert suggest("tcbj", store)[0].text == "汤臣倍健"


def drawn(found):
    return [(group.name, sorted((each.value, each.count, each.is_chosen) for each in group.choices)) for group in found.facets.groups]


def titles(found):
    return [row.title for row in found.page().rows]


def test_products_search_does_not_know_are_found_after_the_next_round(monkeypatch):
    store = load(monkeypatch, {"HP0067"})
    listing = Listing.objects.get(store=store)
    type(listing.product).objects.update(sought="", search=None)
    assert titles(find("鱼油", store)) == []
    assert indexing.index_missed() == 1
    assert titles(find("鱼油", store)) == [listing.title]
    assert Store.objects.count() == 1
