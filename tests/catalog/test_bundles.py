"""What may be in a bundle, and that it leaves the shelf with what is inside."""

import pytest

from catalog.bundles import filling
from catalog.bundles.checks import bundles_are_whole
from catalog.models import BundlePart, Listing, Price, Sku
from catalog.pricing.facts import costs_of
from catalog.services import products, skus
from inventory.services import cover, receiving
from microstore.compliance.goods import BUNDLES
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from tests.factories import orders as make
from tests.factories.bundles import make_bundle, make_empty, make_pair
from tests.factories.catalog import make_person
from tests.factories.inventory import make_warehouse
from tests.factories.suppliers import make_supplier

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return make.make_store()


def test_bundle_is_filled_in_the_browser_and_weighs_and_costs_what_is_inside(client, store):
    calcium = make.make_sku(store, name="钙镁咀嚼片")
    vitamin = make.make_sku(store, name="维生素D软胶囊")
    for sku, grams, fen, pieces in ((calcium, 120, 3000, 60), (vitamin, 80, 2000, 90)):
        Sku.objects.filter(pk=sku.pk).update(weight_grams=grams, cost_fen=fen, units_of_use=pieces, intake_per_day=2)
    bundle = make_empty(store)
    client.force_login(make_person())
    page = client.get(f"/backoffice/catalog/skus/{bundle.code}/parts/")
    assert f'value="{calcium.code}"' in page.content.decode()
    given = {"sku_1": calcium.code, "units_1": 2, "sku_2": vitamin.code, "units_2": 1}
    assert client.post(f"/backoffice/catalog/skus/{bundle.code}/parts/", given).status_code == 302
    bundle = Sku.objects.get(pk=bundle.pk)
    assert [(part.component, part.units) for part in bundle.parts.all()] == [(calcium, 2), (vitamin, 1)]
    assert (bundle.is_bundle, bundle.in_stock, bundle.weight_grams, bundle.cost_fen, bundle.days_of_supply) == (True, True, 320, 8000, 45)
    assert costs_of([bundle])[bundle.pk] == (8000, "")
    assert "钙镁咀嚼片" in client.get(bundle.product.get_absolute_url()).content.decode()
    skus.save(calcium.product, {"weight_grams": 130}, sku=Sku.objects.get(pk=calcium.pk))
    assert Sku.objects.get(pk=bundle.pk).weight_grams == 340


@pytest.mark.parametrize("product_class", [
    "drug_otc_b", "drug_rx", "infant_formula", "special_medical", "device_2", "ordinary_food", "health_bundle"])
def test_bundle_of_health_foods_holds_health_foods_alone(store, product_class):
    strange = make.make_sku(store, product_class=product_class)
    bundle = make_empty(store)
    with pytest.raises(Refused):
        filling.fill(bundle, [(strange, 2)])
    assert not BundlePart.objects.exists()
    assert not Sku.objects.get(pk=bundle.pk).is_bundle


def test_what_became_a_bundle_meanwhile_is_not_put_into_one(store):
    bundle, inside = make_empty(store), make.make_sku(store)
    Sku.objects.filter(pk=inside.pk).update(is_bundle=True)
    with pytest.raises(Refused):
        filling.fill(bundle, [(inside, 2)])
    assert not BundlePart.objects.exists()


def test_what_lies_in_the_warehouse_does_not_become_a_bundle_even_if_none_of_it_is_sold(store):
    lying, inside = make.make_sku(store, units=5, product_class="health_bundle", unsuitable=""), make.make_sku(store)
    Price.objects.filter(sku=lying).delete()
    Sku.objects.filter(pk=lying.pk).update(in_stock=False)
    with pytest.raises(Refused):
        filling.fill(lying, [(inside, 2)])
    assert not Sku.objects.get(pk=lying.pk).is_bundle


def test_no_class_of_bundles_holds_what_may_not_be_promoted():
    from microstore.compliance import goods

    for code in BUNDLES:
        assert all(goods.of(one).may_be_promoted and goods.of(one).is_sold and goods.of(one).may_be_gift for one in goods.of(code).holds)
        assert {goods.of(one).zone for one in goods.of(code).holds} == {goods.of(code).zone}


def test_content_is_refused_that_is_single_nested_gone_or_named_twice(store):
    calcium, vitamin, other = make_pair(store)
    suspended = make.make_sku(store)
    products.suspend(suspended.product, reason="证书到期")
    suspended.refresh_from_db()
    bundle = make_empty(store)
    twice, none = [(calcium, 1), (calcium, 1)], [(calcium, 0), (vitamin, 2)]
    for parts in ([(calcium, 1)], [(other, 2)], twice, [(suspended, 2)], [(calcium, 13)], none):
        with pytest.raises(Refused):
            filling.fill(bundle, parts)
    assert not bundle.parts.exists()
    filling.fill(bundle, [(calcium, 2)])
    assert bundle.parts.count() == 1


def test_what_was_priced_keeps_its_content(store):
    calcium, vitamin, bundle = make_pair(store)
    with pytest.raises(Refused):
        filling.fill(bundle, [(vitamin, 3)])
    assert bundle.parts.count() == 2
    with pytest.raises(Refused):
        filling.fill(calcium, [(vitamin, 2)])


def test_several_packs_of_one_product_are_a_pack_size_of_it(store):
    calcium, vitamin = make.make_sku(store), make.make_sku(store)
    pack = Sku.objects.create(product=calcium.product, code=f"{calcium.code}-3", spec="0.5g×100粒×3瓶", position=2)
    with pytest.raises(Refused):
        filling.fill(pack, [(calcium, 1), (vitamin, 1)])
    assert filling.fill(pack, [(calcium, 3)]).is_bundle


def test_empty_bundle_is_neither_published_nor_listed(store):
    bundle = make_empty(store)
    assert filling.faults(bundle.product)
    with pytest.raises(Refused):
        filling.require_fit(bundle.product)


def test_bundle_stands_only_in_stores_where_what_is_inside_stands(store):
    _calcium, _vitamin, bundle = make_pair(store)
    filling.require_there(bundle.product, [store])
    with pytest.raises(Refused):
        filling.require_there(bundle.product, [make.make_store("other")])


def test_part_that_leaves_one_store_takes_the_bundle_along_there_alone(client, store):
    calcium, _vitamin, bundle = make_pair(store)
    other = make.make_store("other")
    for sku in (calcium, bundle):
        Listing.objects.create(store=other, product=sku.product, sku=sku, is_on=True, price_fen=100, slug=sku.product.slug)
    client.force_login(make_person())
    assert "骨骼营养套装" in client.get(f"/backoffice/catalog/products/{calcium.product.code}/unlist/").content.decode()
    products.unlist(calcium.product, [other])
    deliver_all()
    assert set(Listing.objects.filter(product=bundle.product).values_list("store__code", "is_on")) == {("main", True), ("other", False)}


def test_part_that_comes_back_lets_the_bundle_be_resumed(store):
    calcium, _vitamin, bundle = make_pair(store)
    products.suspend(calcium.product, reason="复核")
    deliver_all()
    bundle.product.refresh_from_db()
    assert (bundle.product.state, Sku.objects.get(pk=bundle.pk).in_stock) == ("suspended", False)
    with pytest.raises(Refused):
        filling.require_fit(bundle.product)
    type(calcium.product).objects.filter(pk=calcium.product_id).update(state="listed")
    filling.require_fit(bundle.product)


def test_bundle_is_neither_received_nor_watched_for_low_stock(store):
    bundle = make_bundle(store, {make.make_sku(store): 2})
    with pytest.raises(Refused):
        receiving.announce(
            supplier=make_supplier(), warehouse=make_warehouse(), lines=[(bundle, 5)], expected_on=clock.today(), by=make_person())
    assert bundle.pk not in {facts.sku_id for facts in cover.facts_of()}


def test_new_bundle_is_drafted_from_what_it_holds(client):
    from tests.factories.catalog import COMPLETE, make_listed, make_shelf_of

    first = make_listed(title="康养牌葡萄籽软胶囊", pictures=["products/HP0001.svg", *COMPLETE["pictures"][1:]])
    client.force_login(make_person())
    assert first.skus.get().code in client.get("/backoffice/catalog/bundles/new/").content.decode()
    given = {
        "title": "葡萄籽两瓶装", "product_class": "health_bundle", "category": make_shelf_of("health_food")["category"].pk,
        "spec": "", "description": "两瓶装。", "sku_1": first.skus.get().code, "units_1": 2}
    client.post("/backoffice/catalog/bundles/new/", given)
    bundle = Sku.objects.get(is_bundle=True)
    draft = bundle.product.newest_revision
    assert (bundle.spec, bundle.product.supplier, draft.pictures) == (f"{first.name}×2", first.supplier, first.live_revision.pictures)
    assert (draft.completeness, draft.verdict, filling.faults(bundle.product)) == (100, "pass", [])
    assert client.post("/backoffice/catalog/bundles/new/", given | {"sku_1": bundle.code}).status_code == 422


def test_books_name_a_bundle_that_outlives_what_is_inside(store):
    calcium, _vitamin, bundle = make_pair(store)
    assert list(bundles_are_whole()) == []
    type(calcium.product).objects.filter(pk=calcium.product_id).update(state="delisted")
    assert [row.split(":")[0] for row in bundles_are_whole()] == [bundle.product.code]
