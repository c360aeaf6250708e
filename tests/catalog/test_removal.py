"""Goods leave the shelf: for safety at once and by themselves, for trade by proposal and a colleague's yes."""

from datetime import timedelta

import pytest

from catalog import hooks
from catalog.models import Category, Listing, Product, Removal, StockNotice
from catalog.services import products, related
from catalog.shelf import norms, removing, substitutes
from microstore.core import approvals, clock, events
from microstore.core import norms as register
from microstore.core.errors import Refused
from microstore.core.models import Approval
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db
SECOND = {"certificate_name": "康养牌二号胶囊", "title": "康养牌二号胶囊", "approval_number": "国食健注G20190199"}


@pytest.fixture
def told(monkeypatch):
    """What inventory and orders would tell, as a test says it."""
    facts = {"unsellable": {}, "sold": {}}
    monkeypatch.setattr(hooks, "_tell_unsellable", [lambda ids: {pk: why for pk, why in facts["unsellable"].items() if pk in ids}])
    monkeypatch.setattr(hooks, "_tell_sales", [lambda ids, since: {pk: n for pk, n in facts["sold"].items() if pk in ids}])
    return facts


def test_goods_that_are_all_held_or_too_old_are_suspended_at_once_with_the_reason(told):
    held, fine = make.make_listed(), make.make_listed(**SECOND)
    told["unsellable"] = {held.skus.get().pk: "quality"}
    assert removing.sweep_safety() == 1 and removing.sweep_safety() == 0
    row = Removal.objects.get()
    assert (row.product, row.why, row.is_safety, row.state) == (held, "quality", True, "off")
    assert [Product.objects.get(pk=one.pk).state for one in (held, fine)] == ["suspended", "listed"]
    assert not Listing.objects.get(product=held).is_on


def test_a_product_with_one_sellable_pack_size_stays(told):
    product = make.make_listed()
    other = make.products.skus.save(product, {"spec": "0.5g/粒×30粒"})
    told["unsellable"] = {other.pk: "expired"}
    assert removing.sweep_safety() == 0


def test_an_ended_certificate_is_kept_as_the_reason(told):
    product = make.make_listed(certificate_until=clock.today() + timedelta(days=1))
    with clock.at(clock.now() + timedelta(days=3)):
        assert removing.sweep_safety() == 1
    assert (Removal.objects.get().why, Product.objects.get(pk=product.pk).state) == ("licence", "suspended")


def test_what_is_resumed_ends_its_removal(told):
    product = make.make_listed()
    told["unsellable"] = {product.skus.get().pk: "expired"}
    removing.sweep_safety()
    product.refresh_from_db()
    products.resume(product, reason="新批到货", by=make.make_person())
    events.deliver_all()
    assert Removal.objects.get().state == "returned"


def slow(told, **facts) -> Product:
    product = make.make_listed(**facts)
    Product.objects.filter(pk=product.pk).update(owner=make.make_person())
    Listing.objects.filter(product=product).update(listed_at=clock.now() - norms.SLOW_DAYS.span - timedelta(days=1))
    product.refresh_from_db()
    return product


def test_slow_goods_are_proposed_once_and_leave_only_when_a_colleague_agrees(told):
    product, brisk = slow(told), slow(told, **SECOND)
    told["sold"] = {brisk.pk: 5}
    assert removing.propose_slow() == 1 and removing.propose_slow() == 0
    approval = Approval.objects.get(kind="product.delist", state="waiting")
    product.refresh_from_db()
    assert product.state == "listed" and Removal.objects.get().state == "proposed"
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="我自己批", by=product.owner)
    approvals.decide(approval, yes=True, reason="同意", by=make.make_person())
    product.refresh_from_db()
    assert (product.state, Removal.objects.get().state) == ("delisted", "off")


def test_goods_that_turn_over_too_slowly_are_proposed_where_the_norm_asks_for_it(told, monkeypatch):
    lying, turning = slow(told), slow(told, **SECOND)
    told["sold"] = {lying.pk: 9, turning.pk: 9}
    monkeypatch.setattr(hooks, "_tell_turnover", [lambda ids: {lying.pk: 49, turning.pk: 50}])
    assert removing.propose_slow() == 0
    register.change(norms.TURNOVER, 50, reason="本司要求", by=make.make_person())
    register.forget()
    assert removing.propose_slow() == 1
    assert (Removal.objects.get().product, Removal.objects.get().words) == (lying, "年周转率 49 %")


def test_reasons_of_trade_take_nothing_off_without_a_colleague(told):
    product = make.make_listed()
    with pytest.raises(Refused):
        products.delist(product, why="slow", reason="卖得慢", by=make.make_person())
    product.refresh_from_db()
    assert product.state == "listed" and Listing.objects.get(product=product).is_on


def test_what_was_delisted_is_retired_once_nothing_of_it_lies_in_the_house(client, monkeypatch):
    product, by = make.make_listed(), make.make_person()
    client.force_login(by)
    products.delist(product, why="quality", reason="批次不合格", by=by)
    lying = [hooks.LotNow(product.skus.get().pk, "L1", clock.today(), clock.today(), 0, 4, "/")]
    monkeypatch.setattr(hooks, "_tell_lots", [lambda ids: lying])
    address = f"/backoffice/catalog/products/{product.code}/retire/"
    assert client.post(address, {"reason": "停产"}).status_code == 422
    product.refresh_from_db()
    assert product.state == "delisted" and product.skus.get().is_active
    lying.clear()
    client.post(address, {"reason": "停产"})
    product.refresh_from_db()
    assert product.state == "retired" and not product.skus.get().is_active and not product.open_moves()
    assert client.get(f"/p/{product.slug}/").status_code == 410


def test_what_was_declined_is_not_proposed_again_for_the_days_of_the_norm(told):
    slow(told)
    removing.propose_slow()
    approvals.decide(Approval.objects.get(kind="product.delist", state="waiting"), yes=False, reason="旺季将到", by=make.make_person())
    assert Removal.objects.get().state == "declined" and removing.propose_slow() == 0
    with clock.at(clock.now() + norms.ASK_AGAIN.span + timedelta(days=1)):
        assert removing.propose_slow() == 1


def test_safety_overtakes_a_proposal(told):
    product = slow(told)
    removing.propose_slow()
    told["unsellable"] = {product.skus.get().pk: "expired"}
    assert removing.sweep_safety() == 1
    assert list(Removal.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "off"]
    assert not Approval.objects.filter(kind="product.delist", state="waiting").exists()


def test_substitutes_that_were_named_stand_first(told):
    product, named = make.make_listed(), make.make_listed(**SECOND)
    Listing.objects.update(in_stock=True)
    substitutes.put(product, [named], by=make.make_person())
    assert [row.product for row in related.instead_of(Listing.objects.get(product=product))] == [named]
    with pytest.raises(Refused):
        substitutes.put(product, [product], by=make.make_person())
    assert substitutes.said(product.pk) == [named.pk]


def at_shelf(slug: str, **fields):
    """Goods alone on their shelf."""
    category, __ = Category.objects.get_or_create(slug=slug, defaults={"name": slug})
    return make.make_shelf(category=category, **fields)


def ready_on(shelf, name: str, number: str) -> Product:
    product = make.make_draft(shelf=shelf, certificate_name=name, title=name, approval_number=number)
    product = make.make_approved(product)
    make.prices.set_price(product.skus.get(), amount_fen=9900, reason="定价", by=make.make_person())
    products.list_in_store(product, [make.make_shop()])
    return product


def test_a_product_alone_on_its_shelf_still_leads_on_to_what_is_alike(told):
    alone = ready_on(at_shelf("alone"), "康养牌一号胶囊", "国食健注G20190201")
    akin = ready_on(at_shelf("other"), "康养牌三号胶囊", "国食健注G20190203")
    Listing.objects.update(in_stock=True)
    far = Listing.objects.get(product=ready_on(at_shelf("far"), "康养牌四号胶囊", "国食健注G20190204"))
    Listing.objects.filter(pk=far.pk).update(in_stock=True, function_claim="有助于增强免疫力", brand=None, position=0)
    listing = Listing.objects.get(product=alone)
    assert [row.product for row in related.instead_of(listing)] == [akin, far.product]
    Listing.objects.exclude(product=alone).update(in_stock=False)
    assert related.instead_of(listing) == [] and related.of_the_store(listing) == []


def test_one_medicine_does_not_stand_in_for_any_other_but_the_store_leads_on(told):
    food = make.make_listed()
    Listing.objects.update(in_stock=True)
    drug = Listing.objects.get(product=food)
    drug.pk, drug.product_class, drug.category_id = 0, "drug_otc_b", None
    assert related.instead_of(drug) == []
    assert [row.product for row in related.of_the_store(drug)] == [food]


def test_whoever_waits_hears_that_it_does_not_come_back(told):
    from microstore.messaging.models import Message
    from tests.factories import accounts

    product = make.make_listed()
    listing = Listing.objects.get(product=product)
    StockNotice.objects.create(
        customer=accounts.make_customer(), listing=listing, sku=product.skus.get(), units=1, expires_at=clock.now() + timedelta(days=9))
    products.delist(product, why="quality", reason="召回", by=make.make_person())
    events.deliver_all()
    assert Message.objects.filter(template_code="catalog.not_coming_back").count() == 1
