"""A product's way to the shelf: complete, rightly numbered, clean, approved by somebody else."""
import re
from datetime import timedelta

import pytest

from catalog import completeness
from catalog.models import Product, ProductRevision
from catalog.services import prices, products
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.events import Event
from tests.factories.catalog import COMPLETE, confirm, make_draft, make_listed, make_person, make_ready, make_shelf, make_shop
from tests.factories.suppliers import end_licences

pytestmark = pytest.mark.django_db
State, Revision = Product.State, ProductRevision.State
MADE = ["product.created", "product.unselected"]


def news_of(product):
    return list(Event.objects.about(product).order_by("id").values_list("name", flat=True))


def submitted(by, **facts):
    product = make_draft(by=by, **facts)
    confirm(product)
    return product, products.submit(product, reason="资料齐全", by=by)


@pytest.mark.duty("P15")
def test_new_product_has_a_complete_clean_draft_and_its_number():
    product = make_draft()
    draft = product.revisions.get()
    assert (product.state, draft.state, draft.number) == (State.PREPARING, Revision.DRAFT, 1)
    assert (draft.completeness, draft.verdict) == (100, "pass")
    assert product.code.startswith("P0")
    assert product.slug.startswith("kang-yang-pai-pu-tao-zi-")
    assert product.slug.endswith(product.code.lower())
    assert news_of(product) == MADE


def test_full_width_number_is_kept_plain():
    assert make_draft(approval_number="国食健注Ｇ2019 0188").revisions.get().approval_number == "国食健注G20190188"


def test_approved_product_is_ready_with_a_live_revision():
    lin, zhao = make_person(), make_person()
    product, approval = submitted(lin)
    approvals.decide(approval, yes=True, reason="核对无误", by=zhao)
    product.refresh_from_db()
    assert product.state == State.READY
    assert product.live_revision == product.revisions.get(state=Revision.LIVE)
    assert news_of(product) == [
        *MADE, "product.data_confirmed", "product.copy_confirmed", "product.submitted", "approval.asked", "product.approved",
        "approval.decided"]


@pytest.mark.duty("D2")
def test_nobody_approves_what_they_submitted():
    lin = make_person()
    product, approval = submitted(lin)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="", by=lin)
    product.refresh_from_db()
    assert (product.state, product.live_revision) == (State.INFO_REVIEW, None)


def test_product_sent_back_is_in_preparation_with_its_draft():
    lin, zhao = make_person(), make_person()
    product, approval = submitted(lin)
    approvals.decide(approval, yes=False, reason="请补充检验报告", by=zhao)
    product.refresh_from_db()
    assert product.state == State.PREPARING
    assert product.revisions.get().state == Revision.DRAFT
    assert Event.objects.about(product).get(name="product.sent_back").reason == "请补充检验报告"


NEEDED = [
    "title", "approval_number", "function_claim", "ingredients", "marker_content", "suitable_population", "unsuitable_population", "dosage",
    "shelf_life", "storage", "cautions", "maker_name", "maker_address", "maker_licence", "standard_code", "description", "pictures"]


@pytest.mark.duty("P5")
def test_incomplete_product_cannot_be_submitted():
    product, lin = make_draft(), make_person()
    draft = product.revisions.get()
    for field in NEEDED:
        products.edit(product, facts={field: [] if field == "pictures" else ""}, by=lin)
        with pytest.raises(Refused, match=re.escape(str(completeness.label_of(field, product.product_class)))):
            products.submit(product, reason="资料齐全", by=lin)
        product.refresh_from_db()
        assert (product.state, product.revisions.get().completeness < 100) == (State.PREPARING, True), field
        products.edit(product, facts={field: getattr(draft, field)}, by=lin)
    assert set(news_of(product)) == {*MADE, "product.edited"}


@pytest.mark.parametrize("facts", [
    {"approval_number": "国食健注G2019018"}, {"approval_number": "国食健备G202144001234"}, {"title": "降脂神器 葡萄籽"},
    {"function_ids": ["HFX2"]},
    {"certificate_until": "2020-01-01"}, {"certificate_basis": "", "approval_number": "国食健字G20100456"}])
def test_wrong_facts_cannot_be_submitted(facts):
    if "certificate_until" in facts:
        from datetime import date

        facts = {"certificate_until": date(2020, 1, 1)}
    product = make_draft(**facts)
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())
    assert Product.objects.get(pk=product.pk).state == State.PREPARING


def test_old_number_with_proof_can_be_submitted():
    product = make_draft(approval_number="国食健字G20100456", certificate_basis="renewal")
    products.submit(product, reason="换证申请已受理", by=make_person())
    assert Product.objects.get(pk=product.pk).state == State.INFO_REVIEW


@pytest.mark.parametrize("field", ["subtitle", "description", "cautions", "suitable_population"])
def test_disease_claim_in_any_text_cannot_be_submitted(field):
    product = make_draft(**{field: "可根治糖尿病"} if field != "suitable_population" else {"description": "适宜人群之外，可治疗高血压"})
    assert product.revisions.get().verdict == "block"
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())
    assert Product.objects.get(pk=product.pk).state == State.PREPARING


def test_text_with_a_remark_needs_the_approvers_reason():
    lin, zhao = make_person(), make_person()
    product, approval = submitted(lin, subtitle="热销款")
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason=" ", by=zhao)
    assert Product.objects.get(pk=product.pk).state == State.INFO_REVIEW
    approvals.decide(approval, yes=True, reason="仅作价格标签", by=zhao)
    assert Product.objects.get(pk=product.pk).state == State.READY


def test_submission_without_reason_changes_nothing():
    product = make_draft()
    with pytest.raises(Refused):
        products.submit(product, reason="", by=make_person())
    product.refresh_from_db()
    assert (product.state, product.revisions.get().state) == (State.PREPARING, Revision.DRAFT)


def test_edit_of_a_listed_product_leaves_the_live_copy_alone_until_approved():
    product = make_listed()
    lin, zhao = make_person(), make_person()
    products.edit(product, facts={"subtitle": "新包装"}, by=lin)
    product.refresh_from_db()
    assert (product.live_revision.number, product.live_revision.subtitle) == (1, "")
    confirm(product)
    approval = products.submit(product, reason="新包装", by=lin)
    product.refresh_from_db()
    assert product.state == State.LISTED
    approvals.decide(approval, yes=True, reason="核对无误", by=zhao)
    product.refresh_from_db()
    assert (product.state, product.live_revision.number, product.live_revision.subtitle) == (State.LISTED, 2, "新包装")
    assert product.revisions.get(number=1).state == Revision.SUPERSEDED
    assert product.listings.get().subtitle == "新包装"


def test_draft_in_review_cannot_be_edited():
    product, __ = submitted(make_person())
    with pytest.raises(Refused):
        products.edit(product, facts={"subtitle": "改动"})
    assert product.revisions.get().subtitle == ""


def test_product_is_listed_with_its_card():
    product = make_ready()
    main, partner = make_shop(), make_shop("partner")
    products.list_in_store(product, [main, partner])
    card = product.listings.get(store=main)
    assert Product.objects.get(pk=product.pk).state == State.LISTED
    assert (card.is_on, card.title, card.price_fen, card.list_fen, card.spec) == (True, COMPLETE["title"], 15100, None, "0.5g/粒×100粒")
    assert (card.picture, card.slug, card.approval_number) == ("products/HP0001.svg", product.slug, "国食健注G20190188")
    assert product.listings.count() == 2


def test_product_without_price_is_not_listed():
    lin, zhao = make_person(), make_person()
    product, approval = submitted(lin)
    approvals.decide(approval, yes=True, reason="核对无误", by=zhao)
    product.refresh_from_db()
    with pytest.raises(Refused):
        products.list_in_store(product, [make_shop()])
    product.refresh_from_db()
    assert (product.state, product.listings.count()) == (State.READY, 0)


def test_product_in_preparation_is_not_listed():
    product = make_draft()
    prices.set_price(product.skus.get(), amount_fen=100)
    with pytest.raises(Refused):
        products.list_in_store(product, [make_shop()])
    assert product.listings.count() == 0


def test_product_of_a_supplier_without_licence_is_not_listed():
    product = make_ready()
    end_licences(product.supplier, clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        products.list_in_store(product, [make_shop()])
    assert product.listings.count() == 0


def test_suspended_product_leaves_every_shelf_and_comes_back_where_it_stood():
    main, partner = make_shop(), make_shop("partner")
    product = make_listed(main, partner)
    products.unlist(product, [partner])
    products.suspend(product, reason="召回核查")
    assert not product.listings.filter(is_on=True).exists()
    products.resume(product, reason="核查完毕")
    assert list(product.listings.filter(is_on=True).values_list("store__code", flat=True)) == ["main"]


def test_delisted_product_is_off_every_shelf():
    product = make_listed()
    products.delist(product, why=Product.Delisting.QUALITY, reason="批次不合格")
    assert Product.objects.get(pk=product.pk).state == State.DELISTED
    assert not product.listings.filter(is_on=True).exists()
    assert Event.objects.about(product).get(name="product.delisted").facts == {"code": product.code, "why": "quality"}


def test_place_in_the_shop_changes_the_card_at_once():
    product = make_listed()
    other = make_shelf()["category"].__class__.objects.create(name="免疫", slug="immune")
    products.place(product, shelf={"category": other})
    assert product.listings.get().category == other


@pytest.mark.parametrize("act", [
    lambda p: products.approve(p), lambda p: products.send_back(p, reason="x"), lambda p: products.suspend(p, reason="x"),
    lambda p: products.resume(p), lambda p: products.delist(p, why="quality", reason="x"), lambda p: products.unlist(p, [make_shop()])])
def test_act_out_of_turn_changes_nothing(act):
    product = make_draft()
    with pytest.raises(Refused):
        act(product)
    product.refresh_from_db()
    assert product.state == State.PREPARING
    assert news_of(product) == MADE
