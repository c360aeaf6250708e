"""The gate before the shelf: the certificate beside the page, two ticks, pictures, price."""
from datetime import timedelta

import pytest

from catalog import completeness
from catalog.gate import certificates, checks, readiness, supply, ticks
from catalog.models import Certificate, Product
from catalog.services import prices, products
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.events import Event
from tests.factories.catalog import COMPLETE, confirm, make_certificate, make_draft, make_listed, make_person, make_ready, make_shop

pytestmark = pytest.mark.django_db
PEOPLE = "少年儿童、孕妇、乳母"


def official(**facts):
    names = ("approval_number", "certificate_name", "function_claim", "suitable_population", "unsuitable_population", "dosage")
    return {name: COMPLETE[name] for name in names} | facts


def test_page_that_differs_from_its_certificate_is_not_submitted():
    product = make_draft(unsuitable_population="孕妇")
    make_certificate(product, unsuitable_population=PEOPLE)
    with pytest.raises(Refused) as refusal:
        products.submit(product, reason="资料齐全", by=make_person())
    assert "HF-05" in str(refusal.value)
    assert Product.objects.get().state == Product.State.PREPARING
    [one] = certificates.compare(product.revisions.get(), certificates.current(product), product)
    assert (one.name, one.page, one.certificate, one.is_blocking) == ("unsuitable_population", "孕妇", PEOPLE, True)


def test_product_without_a_certificate_that_somebody_read_is_not_submitted():
    product = make_draft()
    product.certificates.all().delete()
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())
    assert Product.objects.get().state == Product.State.PREPARING


def test_punctuation_and_width_are_no_difference():
    product = make_draft()
    make_certificate(product, dosage="每日2次,每次2粒, 口服", certificate_name="康养牌葡萄籽软胶囊 ")
    assert certificates.compare(product.revisions.get(), certificates.current(product), product) == []


def test_what_the_certificate_does_not_state_is_not_compared():
    product = make_draft()
    make_certificate(product, marker_content="", maker_name="", function_claim="")
    assert certificates.faults(product.revisions.get(), product) == []


def test_remark_does_not_stop_the_page():
    product = make_draft()
    make_certificate(product, dosage_form="胶囊")
    assert [one.is_blocking for one in certificates.compare(product.revisions.get(), certificates.current(product), product)] == [False]
    products.submit(product, reason="资料齐全", by=make_person())


def test_new_reading_takes_the_place_of_the_one_before_which_stays():
    product, lin = make_draft(), make_person()
    snapshot = certificates.record(product, facts=official(), by=lin, source="paper")
    assert (certificates.current(product), product.certificates.count()) == (snapshot, 2)
    assert (snapshot.verified_by, snapshot.verified_at.date()) == (lin, clock.now().date())
    assert Event.objects.about(product).order_by("pk").last().name == "product.certificate_recorded"


def test_function_is_verified_when_the_certificate_states_it_and_cards_say_so():
    product = make_listed()
    certificates.record(product, facts=official(), by=make_person())
    assert product.listings.get().is_claim_verified is True
    certificates.record(product, facts=official(function_claim=""), by=make_person())
    assert product.listings.get().is_claim_verified is False


def test_certificate_is_read_on_its_page_and_taken_over(client):
    lin, product = make_person(), make_draft(unsuitable_population="孕妇")
    client.force_login(lin)
    address = f"/backoffice/catalog/products/{product.code}/certificate/"
    seen = client.get(address).context["seen"]
    answer = client.post(address, official(unsuitable_population=PEOPLE) | {"source": "paper", "takes_over": "on", "seen": seen})
    assert answer.status_code == 302
    assert product.revisions.get().unsuitable_population == PEOPLE
    assert Certificate.objects.get(is_current=True).verified_by == lin


def test_books_find_a_page_on_sale_that_is_unlike_its_certificate():
    product = make_listed()
    assert list(checks.unlike_certificate()) == []
    make_certificate(product, dosage="每日1次，每次1粒")
    assert list(checks.unlike_certificate()) == [f"{product.code}: dosage"]


@pytest.mark.duty("D2")
def test_nothing_goes_live_without_both_ticks():
    product, lin, zhao = make_draft(), make_person(), make_person()
    approval = products.submit(product, reason="资料齐全", by=lin)
    for part in (None, ticks.DATA, ticks.COPY):
        if part:
            ticks.confirm(product, part, by=make_person())
        if part != ticks.COPY:
            with pytest.raises(Refused):
                approvals.decide(approval, yes=True, reason="核对无误", by=zhao)
            assert Product.objects.get().live_revision is None
    approvals.decide(approval, yes=True, reason="核对无误", by=zhao)
    assert Product.objects.get().live_revision.is_confirmed


def test_both_ticks_are_not_given_by_one_person():
    product, lin = make_draft(), make_person()
    ticks.confirm(product, ticks.DATA, by=lin)
    with pytest.raises(Refused):
        ticks.confirm(product, ticks.COPY, by=lin)
    assert product.revisions.get().copy_by is None


@pytest.mark.parametrize(("facts", "data", "copy"), [
    ({"dosage": "每日1次，每次2粒"}, False, True), ({"description": "新包装。"}, True, False),
    ({"subtitle": "新", "storage": "冷藏"}, False, False), ({"subtitle": ""}, True, True)])
def test_edit_takes_back_the_tick_over_what_it_changed(facts, data, copy):
    product = make_draft()
    confirm(product)
    products.edit(product, facts=facts, by=make_person())
    draft = product.revisions.get()
    assert (draft.data_by is not None, draft.copy_by is not None) == (data, copy)


def test_product_with_too_few_pictures_is_not_listed():
    product = make_ready(pictures=["products/HP0001.svg"])
    with pytest.raises(Refused):
        products.list_in_store(product, [make_shop()])
    assert Product.objects.get().state == Product.State.READY


def test_ready_for_the_shelf_names_page_pictures_price_and_stock():
    product = make_draft(pictures=["products/HP0001.svg"])
    found = {one.name: one.is_there for one in readiness.items(product.revisions.get(), product)}
    assert found == {"page": False, "pictures": False, "price": False, "stock": False}
    listed = make_listed()
    items = list(readiness.items(listed.live_revision, listed))
    assert {one.name: one.is_there for one in items} == {"page": True, "pictures": True, "price": True, "stock": False}
    assert readiness.per_cent(items) == 85


def test_every_missing_fact_leads_to_its_field(client):
    product = make_draft(dosage="", pictures=[])
    client.force_login(make_person())
    page = client.get(f"/backoffice/catalog/products/{product.code}/").content.decode()
    assert f"/backoffice/catalog/products/{product.code}/edit/#div_id_dosage" in page
    assert f"/backoffice/catalog/products/{product.code}/pictures/new/" in page
    assert 'id="div_id_dosage"' in client.get(f"/backoffice/catalog/products/{product.code}/edit/").content.decode()


def test_what_weighs_more_counts_more():
    light, heavy = make_draft(storage=""), make_draft(unsuitable_population="")
    assert (light.revisions.get().completeness, heavy.revisions.get().completeness) == (100 * 36 // 37, 100 * 34 // 37)
    assert completeness.wanted(light)["unsuitable_population"] == 3


@pytest.mark.parametrize(("spec", "dosage", "days"), [
    ("0.5g/粒*100粒", "每日2次，每次2粒，空腹食用", 25), ("1.2g/片×60片", "每日1片，咀嚼", 60), ("10ml/支*20支", "每日2次,每次1支", 10),
    ("0.8g/片*60片", "每日1次,每次1-3片", None), ("1盒", "每日2次,每次3g", None), ("10g/袋*30袋", "每日2次,每次1瓶", None)])
def test_days_of_supply_are_read_off_pack_and_label(spec, dosage, days):
    read = supply.of_pack(spec, dosage)
    product = make_draft()
    sku = product.skus.get()
    sku.units_of_use, sku.intake_per_day = read["units_of_use"], read["intake_per_day"]
    assert sku.days_of_supply == days


def test_expired_certificate_keeps_the_page_back():
    product = make_draft(certificate_until=clock.today() - timedelta(days=1))
    assert any("HF-04" in fault for fault in completeness.faults(product.revisions.get(), product))


def test_price_of_a_sold_class_is_set_as_before():
    product = make_ready()
    assert prices.set_price(product.skus.get(), amount_fen=14900, reason="调价", by=make_person()).amount_fen == 14900
