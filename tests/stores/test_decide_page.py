"""From draft to live: two ticks by two people, a decision by a third, a moment; and what is weighed and compared."""

from datetime import timedelta

import pytest

from microstore.core import approvals, clock, events
from microstore.core.declarations import Post
from microstore.core.errors import Changed, Refused
from microstore.core.models import Event
from microstore.messaging.models import Message
from microstore.stores.models import PageMeasure
from microstore.stores.publishing import deciding, differing, looking, measuring
from microstore.stores.services import pages
from tests.factories.duties import counted
from tests.factories.library import approve, confirm, make_person, submit
from tests.factories.stores import edits, fill_home, make_open_store, make_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]


@pytest.fixture
def page():
    return fill_home(make_store(), "一", by=make_person(Post.DESIGNER, "ds"))


def states(page):
    return list(page.revisions.order_by("number").values_list("state", flat=True))


def test_approval_of_somebody_else_puts_the_confirmed_draft_live(page):
    confirm(page)
    approval = submit(page)
    assert (states(page), pages.live_blocks(page.store)) == (["in_review"], [])
    approve(approval)
    live = page.live
    assert (states(page), live.published_by.username, live.data_by.username, live.copy_by.username) == (["published"], "op", "pm", "mk")


@pytest.mark.duty("D2")
@pytest.mark.parametrize("ticked", [(), ("data",), ("copy",)])
def test_without_both_ticks_nothing_goes_live(page, ticked):
    for part in ticked:
        deciding.tick(page, part, seen=edits(page), by=make_person(Post.MARKETING, "mk"))
    approval = submit(page)
    with pytest.raises(Refused):
        approve(approval)
    approval.refresh_from_db()
    assert (states(page), approval.state, pages.live_blocks(page.store)) == (["in_review"], "waiting", [])


def test_data_and_copy_are_two_peoples(page):
    both = make_person(Post.MARKETING, "mk")
    deciding.tick(page, "data", seen=edits(page), by=both)
    with pytest.raises(Refused):
        deciding.tick(page, "copy", seen=edits(page), by=both)
    assert (page.draft.data_by, page.draft.copy_by) == (both, None)


def test_an_edit_takes_both_ticks_back(page):
    confirm(page)
    pages.add_block(page, "notice", {"text": "二", "link": ""}, seen=edits(page), by=None)
    assert (page.draft.data_by, page.draft.copy_at, page.draft.is_confirmed) == (None, None, False)


def test_who_ticks_what_they_did_not_see_is_refused(page):
    seen = edits(page)
    pages.add_block(page, "notice", {"text": "二", "link": ""}, seen=seen, by=None)
    with pytest.raises(Changed):
        deciding.tick(page, "data", seen=seen, by=make_person(Post.PRODUCT_MANAGER, "pm"))
    assert page.draft.data_by is None


def test_nobody_approves_what_they_submitted(page):
    confirm(page)
    lead = make_person(Post.OPERATIONS, "op")
    approval = submit(page, by=lead)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="", by=lead)
    assert states(page) == ["in_review"]


def test_a_draft_that_is_being_decided_is_not_changed(page):
    submit(page)
    with pytest.raises(Refused):
        pages.add_block(page, "notice", {"text": "二", "link": ""}, seen=edits(page), by=None)
    assert len(page.draft.blocks) == 2


def test_declined_and_taken_back_it_is_a_draft_again_with_its_ticks(page):
    confirm(page)
    approvals.decide(submit(page), yes=False, reason="标题太长", by=make_person(Post.OPERATIONS, "op"))
    assert (states(page), page.draft.is_confirmed) == (["draft"], True)
    submit(page)
    deciding.take_back(page, by=make_person(Post.DESIGNER, "ds"), reason="还要改")
    assert (states(page), approvals.waiting_about(page.draft)) == (["draft"], None)


def test_what_was_approved_for_a_moment_goes_live_at_it_and_not_before(page):
    confirm(page)
    moment = clock.now() + timedelta(hours=3)
    approve(submit(page, publish_at=moment))
    assert (states(page), deciding.publish_due()) == (["scheduled"], 0)
    with clock.at(moment + timedelta(seconds=1)):
        assert (deciding.publish_due(), deciding.publish_due()) == (1, 0)
    live = page.live
    assert (live.published_by.username, live.published_at) == ("op", moment + timedelta(seconds=1))


def test_what_is_forbidden_by_its_moment_becomes_a_draft_and_its_people_are_told(page):
    confirm(page)
    moment = clock.now() + timedelta(hours=3)
    approve(submit(page, publish_at=moment))
    page.revisions.update(blocks=[*page.draft.blocks, {"id": "x", "kind": "notice", "data": {"text": "根治失眠"}}])
    with clock.at(moment):
        assert deciding.publish_due() == 0
    assert (states(page), pages.live_blocks(page.store)) == (["draft"], [])
    assert set(Message.objects.filter(template_code="pages.stopped").values_list("user__username", flat=True)) == {"ds", "op"}


def test_a_moment_that_is_past_is_refused(page):
    with pytest.raises(Refused):
        submit(page, publish_at=clock.now() - timedelta(minutes=1))
    assert states(page) == ["draft"]


def test_blocks_take_the_order_they_were_dragged_into_and_no_other(page):
    ids = [each["id"] for each in page.draft.blocks]
    pages.arrange(page, ids[::-1], seen=edits(page), by=None)
    assert [each["id"] for each in page.draft.blocks] == ids[::-1]
    with pytest.raises(Refused):
        pages.arrange(page, ids[:1], seen=edits(page), by=None)
    assert [each["id"] for each in page.draft.blocks] == ids[::-1]


def test_two_versions_say_what_came_went_moved_and_reads_differently():
    def notice(name, text):
        return {"id": name, "kind": "notice", "data": {"text": text, "link": ""}}

    before = [notice("a", "满 200 减 20"), notice("b", "二"), notice("c", "三"), notice("d", "四")]
    after = [notice("c", "三"), notice("a", "满 200 减 30"), notice("b", "二"), notice("e", "五")]
    found = {(change.what, change.summary) for change in differing.between(before, after)}
    assert found == {("changed", "满 200 减 30"), ("moved", "三"), ("added", "五"), ("removed", "四")}
    changed = next(change for change in differing.between(before, after) if change.what == "changed")
    assert changed.fields[0].pieces == [("same", "满 200 减 "), ("gone", "20"), ("new", "30")]


def test_a_publication_is_weighed_once(page):
    confirm(page)
    approve(submit(page))
    events.deliver_all()
    events.deliver_all()
    row = PageMeasure.objects.get()
    assert (row.revision, row.picture_count) == (page.live, len(row.pictures))
    assert row.html_bytes > 1000 and row.requests > row.picture_count and row.server_ms < 10_000


def test_what_is_over_the_budget_is_named():
    said = measuring.over_budget(31_000, 2_001, [{"name": "a.webp", "bytes": 201_000}, {"name": "b.webp", "bytes": 200_000}])
    assert len(said) == 3 and "a.webp" in said[2]
    assert measuring.over_budget(30_000, 2_000, []) == []


@pytest.mark.duty("D6")
def test_each_home_page_is_looked_through_once_a_month():
    page = make_open_store().pages.get()
    assert counted("D6") == (0, 1, 0)
    looking.keep(page, layout="首屏清楚", colour="协调", speed="快", by=make_person(Post.DESIGNER, "ds"))
    assert counted("D6") == (1, 1, 0)
    with clock.at(clock.now() + timedelta(days=62)):
        assert counted("D6", clock.today() - timedelta(days=31)) == (0, 1, 1)
    assert Event.objects.filter(name="pages.looked_through").count() == 1
