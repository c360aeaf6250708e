"""Medicines stand only in stores whose drug licence covers them, and leave by themselves when it ends (rule RX-01)."""
from datetime import timedelta

import pytest
from django.utils.translation import override

from catalog.gate import checks
from catalog.models import Listing, Sku
from catalog.services import prices, products
from catalog.shelf import medicines
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from microstore.stores.models import Licence
from microstore.stores.services import licences
from orders.services import baskets, carts
from tests.factories.accounts import make_staff
from tests.factories.catalog import DEVICE, OTC, make_approved, make_of_class, make_person, make_shop
from tests.factories.stores import make_drug_licence, make_licence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def store():
    return make_shop("heping", kind="authorised", name="Heping")


@pytest.fixture
def medicine():
    product = make_approved(make_of_class("drug_otc_b", "otc", **OTC))
    prices.set_price(product.skus.get(), amount_fen=1990, reason="定价", by=make_person())
    return product


def shelved(product, store):
    return products.list_in_store(product, [store], by=make_person())


def stands(store) -> bool:
    return Listing.objects.filter(store=store, is_on=True).exists()


def test_store_without_the_licence_is_named_and_nothing_is_listed(store, medicine):
    with pytest.raises(Refused, match=r"Heping has no drug trading licence: “OTC drug, class B” may not be sold there \(rule RX-01\)\."):
        shelved(medicine, store)
    assert not Listing.objects.exists()


@pytest.mark.parametrize(("given", "word"), [
    ({"classes": ["drug_otc_a"]}, "does not cover"), ({"days": -1}, "ended on"),
    ({"valid_from": clock.today() + timedelta(days=3)}, "not in force before")])
def test_licence_that_does_not_cover_it_today_is_none(store, medicine, given, word):
    make_drug_licence(store, *given.pop("classes", ()), **given)
    with pytest.raises(Refused, match=word):
        shelved(medicine, store)


def test_one_store_without_keeps_it_from_all_that_were_chosen(store, medicine):
    make_drug_licence(store)
    with pytest.raises(Refused, match="main"):
        products.list_in_store(medicine, [store, make_shop()], by=make_person())
    assert not Listing.objects.exists()


def test_only_the_licensed_store_shows_it(client, store, medicine):
    main = make_shop()
    make_drug_licence(store)
    shelved(medicine, store)
    there, elsewhere = client.get(f"/s/heping/p/{medicine.slug}/"), client.get(f"/p/{medicine.slug}/")
    assert (there.status_code, "19.90" in there.content.decode()) == (200, True)
    assert (elsewhere.status_code, "19.90" in elsewhere.content.decode()) == (404, False)
    assert medicine.slug in client.get("/s/heping/c/zone-otc/").content.decode()
    for path in ("/", "/c/zone-otc/", f"/search/?q={medicine.name}"):
        assert medicine.slug not in client.get(path).content.decode()
    assert (Sku.objects.sellable(store).count(), Sku.objects.sellable(main).count()) == (1, 0)


def test_at_its_end_it_leaves_that_shelf_alone_and_people_are_told(client, store, medicine):
    other = make_shop("other")
    director = make_staff(post="director", username="director")
    make_drug_licence(store, days=10)
    make_drug_licence(other)
    products.list_in_store(medicine, [store, other], by=make_person())
    cart = carts.open_cart(store, session_key="s")
    cart.lines.create(sku=medicine.skus.get(), units=1)
    with clock.at(clock.now() + timedelta(days=10)):
        assert (medicines.clear_all(), stands(store)) == (0, True)
    with clock.at(clock.now() + timedelta(days=11)):
        assert baskets.look(cart, store).unsellable[0].problem == "No longer sold in this store"  # before the shelf was cleared
        assert [*checks.unlicensed_medicines()] == [f"{medicine.code} @ heping"]
        assert (medicines.clear_all(), medicines.clear_all()) == (1, 0)
        gone = client.get(f"/s/heping/p/{medicine.slug}/")
    assert (stands(store), stands(other)) == (False, True)
    assert gone.status_code == 200
    assert "no longer" in gone.content.decode() or "下架" in gone.content.decode()
    told = Message.objects.get(template_code="catalog.medicines_left", user=director.user)
    assert "到期" in told.body  # in the language of its reader
    assert medicine.name in told.body


def test_no_medicine_without_a_pharmacist_in_force(store, medicine):
    make_drug_licence(store)
    shelved(medicine, store)
    registration = store.licences.get(kind=Licence.Kind.PHARMACIST)
    registration.valid_until = clock.today() + timedelta(days=5)
    licences.keep(registration, by=make_person())
    with clock.at(clock.now() + timedelta(days=6)):
        assert not Sku.objects.sellable(store).exists()
        assert (medicines.clear_all(), stands(store)) == (1, False)
        with pytest.raises(Refused, match=r"has no pharmacist .* \(rule RX-03\)"):
            shelved(medicine, store)


def test_narrowed_licence_takes_it_away_at_once(store, medicine):
    paper = make_drug_licence(store)
    shelved(medicine, store)
    paper.classes = ["drug_otc_a"]
    licences.keep(paper, by=make_person())
    deliver_all()
    assert not stands(store)


def test_resumed_medicine_does_not_come_back_to_a_store_that_lost_its_licence(store, medicine):
    other = make_shop("other")
    make_drug_licence(store, days=10)
    make_drug_licence(other)
    products.list_in_store(medicine, [store, other], by=make_person())
    products.suspend(medicine, reason="x", by=make_person())
    with clock.at(clock.now() + timedelta(days=11)):
        products.resume(medicine, by=make_person())
        assert (stands(store), stands(other)) == (False, True)


def test_health_food_asks_for_no_drug_licence(store, django_assert_num_queries):
    from microstore.stores.services import medicines as papers

    with django_assert_num_queries(0):
        assert papers.unlicensed("health_food", [store]) == []


@pytest.mark.parametrize(("given", "word"), [
    ({"number": "鄂DB1"}, "form"), ({"number": "鄂AB000000001"}, "wholesale"), ({"classes": []}, "which medicines"),
    ({"classes": ["device_1"]}, "which medicines")])
def test_licence_that_cannot_be_right_is_not_recorded(store, given, word):
    facts = {"kind": Licence.Kind.DRUG, "number": "鄂DB000000001", "classes": ["drug_otc_b"]}
    with pytest.raises(Refused, match=word):
        licences.keep(Licence(store=store, name="x", **facts | given), by=None)
    assert not store.licences.exists()


def test_other_papers_cover_no_medicines(store):
    with pytest.raises(Refused, match="Only a drug trading licence"):
        make_licence(store, "food", classes=["drug_otc_b"])


@pytest.fixture
def masks():
    product = make_approved(make_of_class("device_2", "ordinary", **DEVICE))
    prices.set_price(product.skus.get(), amount_fen=990, reason="定价", by=make_person())
    return product


def test_devices_of_class_two_stand_where_the_store_has_filed_and_leave_when_it_ends(store, masks):
    """Rule MD-01."""
    with pytest.raises(Refused, match=r"Heping has no “Filing to trade class II medical devices” in force.*rule MD-01"):
        shelved(masks, store)
    with pytest.raises(Refused, match="has not the form"):
        make_licence(store, Licence.Kind.DEVICE_2, number="粤深械经营20180001")
    make_licence(store, Licence.Kind.DEVICE_3, number="粤深械经营许20220101号")
    with pytest.raises(Refused):
        shelved(masks, store)
    filing = make_licence(store, Licence.Kind.DEVICE_2, number="粤深械经营备20180001号")
    shelved(masks, store)
    assert Sku.objects.sellable(store).exists()
    filing.valid_until = clock.today() - timedelta(days=1)
    licences.keep(filing, by=make_person())
    assert not Sku.objects.sellable(store).exists()
    deliver_all()
    assert not stands(store)
