"""Pages of blocks: draft, publish, roll back; one editor at a time."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from microstore.core.errors import Changed, Refused
from microstore.core.models import Event
from microstore.stores.models import PageRevision
from microstore.stores.publishing import deciding
from microstore.stores.services import pages
from tests.factories.stores import edits, fill_home, make_store, publish, publish_home, somebody


def texts(blocks):
    return [each["data"].get("text", each["kind"]) for each in blocks]


def states(page):
    return list(page.revisions.order_by("number").values_list("number", "state"))


@pytest.mark.django_db
def test_draft_is_not_seen_before_it_is_published():
    store = make_store()
    page = fill_home(store, "一")
    assert pages.live_blocks(store) == []
    publish(page)
    assert texts(pages.live_blocks(store)) == ["一", "licence_footer"]
    event = Event.objects.get(name="stores.page_published")
    assert (event.by.username, event.facts) == ("lead", {"store_id": store.pk, "page": "home", "revision": 1})


@pytest.mark.django_db
def test_new_block_stands_above_the_licence_footer():
    page = fill_home(make_store(), "一")
    pages.add_block(page, "notice", {"text": "二", "link": ""}, seen=edits(page), by=somebody())
    assert [each["kind"] for each in page.draft.blocks] == ["notice", "notice", "licence_footer"]


@pytest.mark.django_db
def test_a_new_pages_draft_is_born_with_the_licence_footer_and_takes_no_second():
    page = make_store().pages.get(slug="home")
    pages.add_block(page, "notice", {"text": "一", "link": ""}, seen=0, by=somebody())
    assert [each["kind"] for each in page.draft.blocks] == ["notice", "licence_footer"]
    with pytest.raises(Refused):
        pages.add_block(page, "licence_footer", {"title": ""}, seen=1, by=somebody())
    assert len(page.draft.blocks) == 2


@pytest.mark.django_db
def test_blocks_move_one_place_and_stop_at_the_edge():
    page = fill_home(make_store(), "一", "二")
    first = page.draft.blocks[0]["id"]
    pages.move_block(page, first, -1, seen=edits(page), by=somebody())
    assert texts(page.draft.blocks)[:2] == ["一", "二"]
    pages.move_block(page, first, 1, seen=edits(page), by=somebody())
    assert texts(page.draft.blocks)[:2] == ["二", "一"]


@pytest.mark.django_db
def test_licence_footer_cannot_be_removed_and_a_page_without_it_not_published():
    store = make_store()
    page = fill_home(store, "一")
    with pytest.raises(Refused):
        pages.remove_block(page, page.draft.blocks[-1]["id"], seen=edits(page), by=somebody())
    PageRevision.objects.update(blocks=page.draft.blocks[:1])
    with pytest.raises(Refused):
        deciding.submit(page, seen=edits(page), by=somebody(), reason="换季上新")
    assert states(page) == [(1, "draft")] and pages.live_blocks(store) == []


@pytest.mark.django_db
def test_who_saves_over_an_unseen_change_is_refused():
    page = fill_home(make_store(), "一")
    seen = edits(page)
    pages.add_block(page, "notice", {"text": "许可的", "link": ""}, seen=seen, by=somebody("xu"))
    before = page.draft.blocks
    for act in (
        lambda: pages.add_block(page, "notice", {"text": "我的", "link": ""}, seen=seen, by=somebody("su")),
        lambda: pages.remove_block(page, before[0]["id"], seen=seen, by=somebody("su")),
        lambda: deciding.tick(page, deciding.DATA, seen=seen, by=somebody("su")),
        lambda: deciding.submit(page, seen=seen, by=somebody("su"), reason="换季上新"),
        lambda: pages.discard(page, seen=seen, by=somebody("su")),
    ):
        with pytest.raises(Changed, match="xu"):
            act()
    assert page.draft.blocks == before and page.live is None


@pytest.mark.django_db
@pytest.mark.duty("D3")
def test_blocked_word_cannot_be_published_even_with_a_reason():
    store = make_store()
    page = fill_home(store, "国家级配方，根治失眠")
    with pytest.raises(Refused):
        deciding.submit(page, seen=edits(page), by=somebody(), reason="老板要求的")
    assert pages.live_blocks(store) == [] and states(page) == [(1, "draft")]


@pytest.mark.django_db
def test_publishing_again_supersedes_and_changes_what_customers_see_at_once():
    store = make_store()
    page = publish_home(store, "一")
    assert texts(pages.live_blocks(store))[0] == "一"
    pages.change_block(page, pages.draft_of(page, by=somebody()).blocks[0]["id"], {"text": "二", "link": ""}, seen=0, by=somebody())
    assert texts(pages.live_blocks(store))[0] == "一"
    publish(page)
    assert texts(pages.live_blocks(store))[0] == "二"
    assert states(page) == [(1, "superseded"), (2, "published")]


@pytest.mark.django_db
def test_roll_back_shows_the_earlier_revision_as_a_new_one_and_keeps_the_draft():
    store = make_store()
    page = publish_home(store, "一")
    first = page.live
    pages.change_block(page, first.blocks[0]["id"], {"text": "二", "link": ""}, seen=0, by=somebody())
    publish(page)
    pages.change_block(page, first.blocks[0]["id"], {"text": "三", "link": ""}, seen=0, by=somebody())
    first.refresh_from_db()
    again = pages.roll_back(page, first, by=somebody(), reason="写错了")
    assert texts(pages.live_blocks(store))[0] == "一"
    assert states(page) == [(1, "superseded"), (2, "superseded"), (3, "draft"), (4, "published")]
    assert (again.based_on, texts(page.draft.blocks)[0]) == (first, "三")


@pytest.mark.django_db
def test_live_revision_and_drafts_cannot_be_rolled_back_to():
    page = publish_home(make_store(), "一")
    with pytest.raises(Refused):
        pages.roll_back(page, page.live, by=somebody(), reason="x")
    assert states(page) == [(1, "published")]


@pytest.mark.django_db
def test_page_without_changes_is_drawn_with_one_query(django_assert_num_queries):
    store = make_store()
    publish_home(store, "一")
    pages.live_blocks(store)
    with django_assert_num_queries(1):
        pages.live_blocks(store)


@pytest.mark.django_db
def test_a_page_holds_thirty_blocks():
    page = fill_home(make_store(), *(f"第{at}条" for at in range(29)))
    with pytest.raises(Refused):
        pages.add_block(page, "notice", {"text": "多", "link": ""}, seen=edits(page), by=somebody())
    assert len(page.draft.blocks) == 30


def save_at_once(page, people=6):
    seen, barrier, answers = edits(page), Barrier(people), []

    def save(name):
        barrier.wait()
        try:
            pages.add_block(page, "notice", {"text": name, "link": ""}, seen=seen, by=None)
            answers.append("saved")
        except Changed:
            answers.append("changed")
        finally:
            connection.close()

    threads = [Thread(target=save, args=(f"第{at}人",)) for at in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_six_who_save_at_once_one_saves_and_five_are_told():
    page = fill_home(make_store(), "一")
    assert save_at_once(page) == ["changed"] * 5 + ["saved"]
    assert len(page.draft.blocks) == 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_locks_savers_overwrite_each_other(monkeypatch):
    """The negative control of the test above."""
    page = fill_home(make_store(), "一")
    gate, real = Barrier(6), pages._save

    def slow(*saved):
        gate.wait(timeout=120)
        return real(*saved)

    monkeypatch.setattr(pages, "locked", lambda rows: rows)
    monkeypatch.setattr(pages, "_save", slow)
    assert save_at_once(page) == ["saved"] * 6
    assert len(page.draft.blocks) == 3
