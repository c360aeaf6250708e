"""The tree of categories: three levels, changed by two people, old addresses lead on."""
import pytest
from django.utils.translation import override

from catalog.gate import categories
from catalog.models import Category, CategoryChange, CategoryRedirect
from microstore.core import approvals
from microstore.core.errors import Refused
from tests.factories.catalog import OTC, make_of_class, make_person, make_shelf, make_shop

pytestmark = pytest.mark.django_db


def values(**changes):
    return {"name": "骨骼健康", "slug": "bones", "parent": None, "position": 3, "zone": ""} | changes


def granted(category=None, **changes):
    approval = categories.ask(values(**changes), by=make_person(), reason="调整", category=category)
    approvals.decide(approval, yes=True, reason="同意", by=make_person())


def test_category_exists_when_somebody_else_has_approved_it():
    approval = categories.ask(values(), by=make_person(), reason="新品上线")
    assert not Category.objects.exists()
    approvals.decide(approval, yes=True, reason="同意", by=make_person())
    assert Category.objects.get().slug == "bones"
    assert CategoryChange.objects.get().state == "done"


def test_declined_change_leaves_the_category_as_it_was():
    category = make_shelf()["category"]
    approval = categories.ask(values(name="改名"), by=make_person(), reason="调整", category=category)
    approvals.decide(approval, yes=False, reason="不必", by=make_person())
    category.refresh_from_db()
    assert (category.name, CategoryChange.objects.get().state) == ("抗氧化", "declined")


def test_moved_address_leads_on_for_good(client):
    make_shop()
    category = make_shelf()["category"]
    granted(category, name="抗氧化", slug="anti-ageing")
    granted(category, name="抗氧化", slug="oxidation")
    for old in ("antioxidant", "anti-ageing"):
        answer = client.get(f"/c/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/c/oxidation/")
    granted(category, name="抗氧化", slug="antioxidant")
    assert client.get("/c/antioxidant/").status_code == 200
    assert not CategoryRedirect.objects.filter(slug="antioxidant").exists()


def test_four_levels_and_circles_are_refused():
    one = make_shelf()["category"]
    two = Category.objects.create(name="二", slug="two", parent=one)
    three = Category.objects.create(name="三", slug="three", parent=two)
    for parent, category in ((three.pk, None), (two.pk, one)):
        with pytest.raises(Refused):
            categories.ask(values(parent=parent), by=make_person(), reason="调整", category=category)
    other = Category.objects.create(name="四", slug="four")
    with pytest.raises(Refused):
        categories.ask(values(name="一", slug="one", parent=other.pk), by=make_person(), reason="调整", category=one)
    assert not CategoryChange.objects.exists()


def test_shelf_does_not_become_one_that_its_goods_may_not_stand_on():
    product = make_of_class("drug_otc_b", "otc", **OTC)
    with pytest.raises(Refused):
        categories.ask(values(zone="health_food"), by=make_person(), reason="调整", category=product.category)


def test_second_change_waits_for_the_first():
    category = make_shelf()["category"]
    categories.ask(values(name="改名"), by=make_person(), reason="调整", category=category)
    with pytest.raises(Refused):
        categories.ask(values(name="再改"), by=make_person(), reason="调整", category=category)


def test_change_is_asked_for_on_the_page(client):
    client.force_login(make_person())
    answer = client.post("/backoffice/catalog/categories/new/", values(reason="新品上线", parent=""))
    assert (answer.status_code, CategoryChange.objects.get().values["slug"]) == (302, "bones")
    change = CategoryChange.objects.get()
    assert client.get(f"/backoffice/catalog/categories/changes/{change.pk}/").status_code == 200


def test_readers_of_english_read_the_english_name_where_there_is_one():
    granted(name_en="Bones")
    bones, other = Category.objects.get(), Category.objects.create(name="其他", slug="other")
    with override("en"):
        assert (str(bones), str(other)) == ("Bones", "其他")
        assert [*Category.objects.order_by("pk").values_list(Category.called_in_rows(), flat=True)] == ["Bones", "其他"]
    assert str(bones) == "骨骼健康"
