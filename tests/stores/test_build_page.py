"""The builder in the back office: plain forms alone."""

import pytest

from microstore.core import approvals
from microstore.core.declarations import Post
from microstore.stores.services import pages
from tests.factories.accounts import make_staff, sign_in
from tests.factories.library import approve, confirm, submit
from tests.factories.stores import make_open_store

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(post_rights):
    return make_open_store().pages.get()


@pytest.fixture
def office(client, page):
    sign_in(client, make_staff(Post.DIRECTOR))
    return client


def address(page, end=""):
    return f"/backoffice/pages/{page.pk}/{end}"


def test_add_move_save_and_publish_by_forms(office, page):
    builder = address(page)
    assert office.get(f"{builder}?add=notice").status_code == 200
    assert office.post(builder, {"act": "save", "kind": "notice", "seen": "0", "text": "新通知", "link": ""}).status_code == 302
    block = page.draft.blocks[1]["id"]
    assert office.post(builder, {"act": "up", "block": block, "seen": "1"}).status_code == 302
    assert office.get(f"{builder}?block={block}").content.decode().count("新通知") >= 2
    changed = {"act": "save", "kind": "notice", "block": block, "seen": "2", "text": "改过的通知", "link": "c/"}
    assert office.post(builder, changed).status_code == 302
    confirm(page)
    assert office.post(builder, {"act": "submit", "seen": "3", "reason": "换新通知"}).status_code == 302
    approve(approvals.waiting_about(page.draft))
    live = pages.live_blocks(page.store)
    assert live[0]["data"] == {"text": "改过的通知", "link": "c/"}


def test_stale_form_is_answered_409_and_changes_nothing(office, page):
    office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "一"})
    before = page.draft.blocks
    answer = office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "二"})
    assert answer.status_code == 409 and page.draft.blocks == before


@pytest.mark.parametrize("link", ["https://evil.example", "//evil.example", "javascript:x", "\\evil"])
def test_link_that_leaves_the_store_is_refused(office, page, link):
    answer = office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "一", "link": link})
    assert answer.status_code == 422 and page.draft is None


NONSENSE = [
    {"act": "nothing"},
    {},
    {"act": "save", "kind": "nothing"},
    {"act": "up", "block": "x", "seen": "0"},
    {"act": "remove", "seen": "abc"},
    {"act": "submit", "seen": "9" * 30, "reason": "x"},
    {"act": "arrange", "seen": "0", "order": "x,y"},
    {"act": "data", "seen": "0"},
]


def test_nonsense_is_answered_with_a_sentence_and_changes_nothing(office, page):
    for nonsense in NONSENSE:
        assert office.post(address(page), nonsense).status_code in (404, 409, 422), nonsense
        assert page.draft is None and page.live.number == 1


def test_blocked_words_are_shown_and_not_published(office, page):
    office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "根治失眠"})
    shown = office.get(address(page)).content.decode()
    assert "根治" in shown
    assert office.post(address(page), {"act": "submit", "seen": "1", "reason": "要发"}).status_code == 422
    assert [each["kind"] for each in pages.live_blocks(page.store)] == ["notice", "licence_footer"]


def test_preview_shows_the_draft_and_may_be_framed_by_this_house_alone(office, page):
    office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "草稿里的话"})
    answer = office.get(address(page, "preview/"))
    assert "草稿里的话" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert office.get(address(page))["X-Frame-Options"] == "DENY"


def test_history_leads_back_to_an_earlier_revision(office, page):
    office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "二"})
    confirm(page)
    approve(submit(page))
    first = page.revisions.get(number=1)
    assert office.get(address(page, "history/")).status_code == 200
    answer = office.post(f"/backoffice/page-revisions/{first.pk}/restore/", {"reason": "写错了"})
    assert (answer.status_code, answer.url) == (302, address(page, "history/"))
    assert pages.live_blocks(page.store) == first.blocks


def test_discard_leaves_what_is_live(office, page):
    office.post(address(page), {"act": "save", "kind": "notice", "seen": "0", "text": "二"})
    assert office.post(address(page), {"act": "discard", "seen": "1"}).status_code == 302
    assert page.draft is None and page.live.number == 1


def test_uploaded_picture_is_kept_in_sizes_and_drawn(office, page, settings):
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(picture, "PNG")
    upload = SimpleUploadedFile("a.png", picture.getvalue(), "image/png")
    data = {"act": "save", "kind": "banner", "seen": "0", "title": "秋冬", "picture": upload, "picture_alt": "绿色"}
    assert office.post(address(page), data).status_code == 302
    kept = page.draft.blocks[-2]["data"]
    assert kept["picture_id"] and "picture" not in kept
    assert 'alt="绿色"' in office.get(address(page, "preview/")).content.decode()


def test_file_that_is_no_picture_is_refused(office, page):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", "image/png")
    assert office.post(address(page), {"act": "save", "kind": "banner", "seen": "0", "title": "秋冬", "picture": upload}).status_code == 422
    assert page.draft is None
