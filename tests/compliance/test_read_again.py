"""The night after the rules changed: what is live is read again, what is forbidden by now leaves, people mend it."""

import pytest

from catalog.models import Product
from catalog.services import products, shelves
from customerservice.models import Script
from microstore.compliance import reference
from microstore.compliance.models import Rereading, ScanRecord, StoppedText
from microstore.compliance.publishing import place_of, places
from microstore.compliance.services import door, rereading, stopping
from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.stores.models import Page, PageRevision
from tests.factories.catalog import confirm, make_listed, make_person
from tests.factories.conversations import make_script
from tests.factories.marketing import make_kind, make_promotion
from tests.factories.stores import make_store, publish_home

pytestmark = pytest.mark.django_db


def test_what_is_published_is_kept_with_text_rules_verdict_and_person():
    product = make_listed()
    record = ScanRecord.objects.get(source="catalog.product", subject_id=product.pk)
    assert record.texts["title"] == "康养牌葡萄籽软胶囊"
    assert (record.rules_version, record.level, record.hits, record.kind) == (reference.version(), "pass", [], "listing")
    assert record.by.name.startswith("同事") and len(record.text_hash) == 64


def test_the_same_text_under_the_same_rules_is_written_once():
    product = make_listed()
    door.keep(place_of(product), product)
    assert ScanRecord.objects.filter(source="catalog.product").count() == 1


@pytest.mark.duty("G4")
def test_a_newly_blocked_product_leaves_every_shelf_and_waits_in_the_queue(rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("葡萄籽提取")
    found = rereading.read_again()
    product.refresh_from_db()
    stopped = StoppedText.objects.get(source="catalog.product")
    assert product.state == Product.State.SUSPENDED
    assert not product.listings.filter(is_on=True).exists()
    assert (stopped.words, stopped.state, stopped.title) == ("葡萄籽提取", "open", str(product))
    assert stopped.record.level == "block" and stopped.record.rules_version == reference.version()
    assert found["stopped"] == 1
    assert "葡萄籽提取" in Event.objects.about(product).latest("id").reason


def test_a_product_that_still_passes_stays_and_is_noted_under_the_new_rules(rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("天外来物")
    assert rereading.read_again()["stopped"] == 0
    product.refresh_from_db()
    assert product.state == Product.State.LISTED
    assert ScanRecord.objects.filter(source="catalog.product", subject_id=product.pk, rules_version=reference.version()).count() == 1


def test_every_other_place_does_what_its_department_declared(rules_of_tomorrow):
    store = make_store()
    page = publish_home(store, "秋冬上新到店", "工作日 48 小时内发出")
    promotion, kind, script = make_promotion(), make_kind(), make_script(text="秋冬换季请注意保存")
    rules_of_tomorrow("秋冬", "换季")
    assert rereading.read_again()["stopped"] == 4
    for row in (promotion, kind, script):
        row.refresh_from_db()
    assert (promotion.is_active, kind.is_active, script.state) == (False, False, Script.State.RETIRED)
    shown = Page.objects.get(pk=page.pk).live.blocks
    assert [block["data"].get("text") for block in shown if block["kind"] == "notice"] == ["工作日 48 小时内发出"]
    assert page.revisions.filter(state=PageRevision.State.SUPERSEDED).count() == 1
    assert all(stopped.deed for stopped in StoppedText.objects.all())


def test_unchanged_texts_are_passed_over_and_a_broken_night_goes_on_where_it_stopped(rules_of_tomorrow, monkeypatch):
    scripts = [make_script(text=f"第 {number} 句问候") for number in range(5)]
    rules_of_tomorrow("天外来物")
    monkeypatch.setattr(rereading, "BATCH", 2)
    rereading.read_again()
    run = Rereading.objects.get(source="customerservice.script")
    assert (run.seen, run.read, run.last_id) == (5, 5, scripts[-1].pk) and run.finished_at
    run.finished_at, run.last_id = None, scripts[1].pk
    run.save()
    assert rereading.read_again() == {"seen": 3, "read": 0, "stopped": 0}
    assert rereading.read_again() == {"seen": 0, "read": 0, "stopped": 0}


def test_a_suspended_product_is_not_resumed_before_it_is_mended(rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("葡萄籽提取")
    rereading.read_again()
    with pytest.raises(Refused, match="葡萄籽提取"):
        shelves.resume(Product.objects.get(pk=product.pk), by=make_person())
    assert Product.objects.get(pk=product.pk).state == Product.State.SUSPENDED


def test_a_mended_product_leaves_the_queue_and_may_be_resumed(rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("100粒装。")
    rereading.read_again()
    product.refresh_from_db()
    products.edit(product, facts={"description": "软胶囊，一百粒。"}, by=make_person())
    confirm(product)
    asked = products.submit(product, reason="改写说明", by=make_person())
    approvals.decide(asked, yes=True, reason="核对无误", by=make_person())
    stopped = StoppedText.objects.get()
    assert stopped.state == StoppedText.State.MENDED and stopped.mended_at
    product.refresh_from_db()
    shelves.resume(product, by=make_person())
    assert product.listings.filter(is_on=True).count() == 1


def test_a_text_that_customers_still_read_cannot_be_settled_while_it_is_blocked(rules_of_tomorrow):
    product = make_listed()
    place = places["catalog.brand"]
    rules_of_tomorrow("康养")
    rereading.read_again()
    stopped = StoppedText.objects.get(source="catalog.brand")
    assert stopped.deed == ""
    with pytest.raises(Refused):
        stopping.settle(stopped, reason="以后再说", by=make_person())
    brand = product.brand
    brand.name = "安和"
    brand.save()
    assert place.is_live(brand)
    stopping.settle(stopped, reason="已改名", by=make_person())
    assert StoppedText.objects.get(pk=stopped.pk).state == StoppedText.State.MENDED


def test_a_place_is_queued_once(rules_of_tomorrow):
    make_listed()
    rules_of_tomorrow("康养")
    rereading.read_again()
    Rereading.objects.update(finished_at=None, last_id=0)
    ScanRecord.objects.filter(source="catalog.brand").exclude(pk__in=StoppedText.objects.values("record")).delete()
    brand = places["catalog.brand"].live().get()
    stopping.stop(places["catalog.brand"], brand, door.read_row(places["catalog.brand"], brand))
    assert StoppedText.objects.filter(source="catalog.brand").count() == 1


@pytest.mark.parametrize("code", sorted(places))
def test_every_place_says_where_it_is_mended_and_who_may_look(code):
    place = places[code]
    app, permission = place.permission.split(".")
    assert place.label and place.model and place.kind
    assert {type(row) for row in place.live()[:1]} <= {place.model}
    assert permission.startswith(("view_", "change_")) and app


def test_what_was_mended_after_the_batch_was_fetched_is_read_as_it_stands(rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("葡萄籽提取")
    place = place_of(product)
    (fetched,) = place.live()
    page = product.live_revision
    type(page).objects.filter(pk=page.pk).update(ingredients="原花青素")
    assert rereading._read_batch(place, [fetched])["stopped"] == 0
    product.refresh_from_db()
    assert product.state == Product.State.LISTED
