"""Revisions: side by side, at their moment, taken up again, as sold."""
from datetime import timedelta

import pytest

from catalog.gate import revisions
from catalog.models import Product, ProductRevision
from catalog.services import products
from microstore.core import approvals, clock
from microstore.core.differing import pieces
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from tests.factories.catalog import confirm, make_listed, make_person

pytestmark = pytest.mark.django_db
State = ProductRevision.State
HOUR = timedelta(hours=1)


def changed(product, publish_at=None, **facts):
    """A new revision of a listed product, confirmed and approved. The approver."""
    lin, zhao = make_person(), make_person()
    products.edit(product, facts=facts, by=lin)
    confirm(product)
    approvals.decide(products.submit(product, reason="换新包装", by=lin, publish_at=publish_at), yes=True, reason="同意", by=zhao)
    product.refresh_from_db()
    return zhao


def test_approved_revision_waits_for_its_moment_and_then_goes_live():
    product, then = make_listed(), clock.now() + HOUR
    zhao = changed(product, then, subtitle="新包装")
    assert (product.live_revision.number, product.pending_revision.state, product.state) == (1, State.SCHEDULED, "listed")
    assert revisions.publish_due() == 0
    with clock.at(then):
        assert revisions.publish_due() == 1
        assert revisions.publish_due() == 0
    product.refresh_from_db()
    assert (product.live_revision.number, product.live_revision.live_at, product.live_revision.decided_by) == (2, then, zhao)
    assert (product.listings.get().subtitle, product.revisions.get(number=1).state) == ("新包装", State.SUPERSEDED)


def test_what_the_law_blocks_by_its_minute_does_not_go_live_and_its_people_are_told():
    product, then = make_listed(), clock.now() + HOUR
    Product.objects.filter(pk=product.pk).update(owner=make_person())
    changed(product, then, subtitle="新包装")
    product.revisions.filter(state=State.SCHEDULED).update(description="可根治失眠")
    with clock.at(then):
        assert revisions.publish_due() == 0
        deliver_all()
    product.refresh_from_db()
    assert (product.live_revision.number, product.pending_revision.state) == (1, State.DRAFT)
    assert Message.objects.filter(template_code="catalog.publish_stopped").count() == 2


def test_planned_publication_is_taken_back_with_a_reason():
    product = make_listed()
    changed(product, clock.now() + HOUR, subtitle="新包装")
    with pytest.raises(Refused):
        revisions.take_back(product, reason=" ", by=make_person())
    revisions.take_back(product, reason="延期", by=make_person())
    draft = product.pending_revision
    assert (draft.state, draft.publish_at, draft.is_confirmed) == (State.DRAFT, None, True)


def test_draft_is_not_written_over_a_revision_that_waits():
    product = make_listed()
    changed(product, clock.now() + HOUR, subtitle="新包装")
    with pytest.raises(Refused):
        products.edit(product, facts={"subtitle": "又一版"}, by=make_person())
    assert product.pending_revision.subtitle == "新包装"


def test_moment_in_the_past_is_refused():
    product = make_listed()
    products.edit(product, facts={"subtitle": "新包装"}, by=make_person())
    with pytest.raises(Refused):
        products.submit(product, reason="换新包装", by=make_person(), publish_at=clock.now() - HOUR)
    assert product.pending_revision.state == State.DRAFT


@pytest.mark.duty("P14")
def test_older_revision_is_taken_up_again_through_the_same_gate():
    product = make_listed()
    changed(product, subtitle="新包装", description="新的说明。")
    lin, zhao = make_person(), make_person()
    approval = revisions.roll_back(product, product.revisions.get(number=1), reason="新包装有误", by=lin)
    product.refresh_from_db()
    assert (product.live_revision.number, product.pending_revision.number, product.pending_revision.subtitle) == (2, 3, "")
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="同意", by=lin)
    approvals.decide(approval, yes=True, reason="同意", by=zhao)
    product.refresh_from_db()
    live = product.live_revision
    assert (live.number, live.subtitle, live.why, live.decided_by) == (3, "", "新包装有误", zhao)


def test_only_a_page_that_was_live_is_taken_up_again_and_never_over_a_draft():
    product = make_listed()
    with pytest.raises(Refused):
        revisions.roll_back(product, product.live_revision, reason="x", by=make_person())
    changed(product, subtitle="新包装")
    products.edit(product, facts={"subtitle": "第三版"}, by=make_person())
    with pytest.raises(Refused):
        revisions.roll_back(product, product.revisions.get(number=1), reason="x", by=make_person())
    assert product.revisions.count() == 3


def test_draft_is_dropped_and_the_live_page_stays():
    product = make_listed()
    with pytest.raises(Refused):
        revisions.drop(product, by=make_person())
    products.edit(product, facts={"subtitle": "新包装"}, by=make_person())
    revisions.drop(product, by=make_person())
    product.refresh_from_db()
    assert (product.revisions.count(), product.live_revision.number) == (1, 1)


def test_difference_is_marked_word_by_word():
    assert pieces("每日2次，每次2粒", "每日2次，每次10粒") == [
        ("same", "每日2次，每次"), ("gone", "2"), ("new", "10"), ("same", "粒")]
    assert pieces("Vitamin C 500mg", "Vitamin D 500mg") == [
        ("same", "Vitamin "), ("gone", "C"), ("new", "D"), ("same", " 500mg")]


def test_two_revisions_are_shown_side_by_side_with_their_pictures(client):
    product = make_listed()
    changed(product, subtitle="新包装", pictures=[*product.live_revision.pictures[:2], "products/HP0002.svg"])
    client.force_login(make_person())
    page = client.get(f"/backoffice/catalog/products/{product.code}/revisions/?old=1&new=2").content.decode()
    assert "<ins>新包装</ins>" in page
    assert "products/HP0002" in page and "products/HP0001-batch" in page
    assert "products/HP0001-label" not in page
    assert client.get(f"/backoffice/catalog/products/{product.code}/revisions/?old=1&new=9").status_code == 404


def test_pages_open(client):
    product = make_listed()
    changed(product, subtitle="新包装")
    client.force_login(make_person())
    addresses = ("revisions/", "revisions/1/", "revisions/1/roll-back/", "revisions/?old=x&new=1")
    assert [client.get(f"/backoffice/catalog/products/{product.code}/{one}").status_code for one in addresses] == [200, 200, 200, 404]


def test_roll_back_is_one_form_with_a_reason(client):
    product = make_listed()
    changed(product, subtitle="新包装")
    client.force_login(make_person())
    answer = client.post(f"/backoffice/catalog/products/{product.code}/revisions/1/roll-back/", {"reason": "新包装有误"})
    assert (answer.status_code, product.pending_revision.state) == (302, State.IN_REVIEW)
