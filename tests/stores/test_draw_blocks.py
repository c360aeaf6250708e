"""Blocks as customers see them: without scripts, with words for pictures, and nothing that leads out."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from microstore.core import clock, files
from microstore.core.declarations import Post
from microstore.stores import articles
from microstore.stores.assets import keeping
from microstore.stores.models import Asset
from microstore.stores.services import pages
from tests.factories.accounts import make_staff, sign_in
from tests.factories.library import make_asset, picture
from tests.factories.stores import make_open_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]
FILM = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 200
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\n大家好\n".encode()


@pytest.fixture
def page(client):
    sign_in(client, make_staff(Post.DESIGNER))
    return make_open_store().pages.get()


def add(client, page, kind, **given):
    seen = page.draft.edits if page.draft else 0
    return client.post(f"/backoffice/pages/{page.pk}/", {"act": "save", "kind": kind, "seen": str(seen), **given})


def drawn(client, page):
    return client.get(f"/backoffice/pages/{page.pk}/preview/").content.decode()


def test_a_carousel_reads_out_each_picture_and_moves_by_hand(client, page):
    first, second = make_asset("一"), make_asset("二")
    assert add(client, page, "carousel", title="新品", asset1=first.pk, asset2=second.pk, caption2="第二张", link2="c/").status_code == 302
    html = drawn(client, page)
    assert 'alt="一的画面"' in html and 'alt="二的画面"' in html and "第二张" in html and 'class="reel"' in html
    data = page.draft.blocks[-2]["data"]
    assert ([slide["picture_id"] for slide in data["slides"]], data["alt1"]) == ([first.file_id, second.file_id], "一的画面")


def test_a_carousel_needs_two_pictures_and_stays_inside_the_store(client, page):
    first = make_asset("一")
    assert add(client, page, "carousel", title="新品", asset1=first.pk).status_code == 422
    second = make_asset("二")
    refused = add(client, page, "carousel", title="新品", asset1=first.pk, asset2=second.pk, link1="https://evil.example")
    assert refused.status_code == 422 and page.draft is None


def test_a_picture_without_rights_is_not_offered(client, page):
    ended = make_asset(rights="licensed", rights_until=clock.today() - timedelta(days=1))
    assert add(client, page, "banner", title="春", asset=ended.pk).status_code == 422
    assert page.draft is None


def test_an_upload_beside_a_block_stands_in_the_library_with_its_words(client, page):
    assert add(client, page, "banner", title="春", picture=picture()).status_code == 422
    assert add(client, page, "banner", title="春", picture=picture(), picture_alt="绿叶").status_code == 302
    asset = keeping.of_files([page.draft.blocks[-2]["data"]["picture_id"]]).popitem()[1]
    assert (asset.alt, asset.rights) == ("绿叶", "unstated")


def test_a_countdown_says_the_moment_in_words_and_afterwards_something_kind(client, page):
    until = clock.local_now() + timedelta(hours=30)
    moment = f"{until:%Y-%m-%dT%H:%M}"
    assert add(client, page, "countdown", title="换季活动", until=moment, after="活动结束了，谢谢").status_code == 302
    assert f"{until:%Y-%m-%d %H:%M}" in drawn(client, page)
    with clock.at(clock.now() + timedelta(hours=31)):
        html = drawn(client, page)
    assert "活动结束了，谢谢" in html and "data-until" not in html


def test_a_countdown_to_the_past_is_refused(client, page):
    assert add(client, page, "countdown", title="旧", until="2020-01-01T00:00", after="完").status_code == 422


def test_questions_are_folded_and_come_in_pairs(client, page):
    first = {"title": "常见问题", "question1": "多久发货", "answer1": "48 小时内"}
    assert add(client, page, "questions", **first, question2="只有问").status_code == 422
    assert add(client, page, "questions", **first).status_code == 302
    html = drawn(client, page)
    assert "<summary>多久发货</summary>" in html and "48 小时内" in html


def test_a_film_needs_captions_and_never_plays_by_itself(client, page):
    film = make_asset("影片", kind="video", upload=SimpleUploadedFile("a.mp4", FILM))
    poster = make_asset("封面")
    assert add(client, page, "video", title="看看", video=film.pk, poster=poster.pk).status_code == 422
    captions = files.store_captions(SimpleUploadedFile("a.vtt", CAPTIONS), kind="asset")
    keeping.change(film, captions=captions, by=None)
    assert add(client, page, "video", title="看看", video=film.pk, poster=poster.pk).status_code == 302
    html = drawn(client, page)
    assert "<video" in html and "<track" in html and "autoplay" not in html
    part = client.get(f"/media/{film.file.path}", headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"ftyp", f"bytes 4-7/{len(FILM)}")


@pytest.mark.parametrize(("link", "status"), [("https://v.qq.com/x/1", 302), ("https://evil.example/x", 422), ("http://v.qq.com/x", 422)])
def test_a_film_elsewhere_leads_to_allowed_hosts_alone(client, page, link, status):
    assert add(client, page, "video", title="看看", link=link, poster=make_asset().pk).status_code == status


def test_an_article_knows_a_few_marks_and_nothing_else():
    text = "## 怎么选\n先看批号。\n\n- 一\n- **二**\n\n1. 甲\n2. 乙\n\n> 引文\n\n[分类](c/sleep/) <script>alert(1)</script>"
    html = articles.draw(text)
    assert html == (
        "<h3>怎么选</h3><p>先看批号。</p><ul><li>一</li><li><strong>二</strong></li></ul><ol><li>甲</li><li>乙</li></ol>"
        '<blockquote><p>引文</p></blockquote><p><a class="link" href="/c/sleep/">分类</a> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    )


@pytest.mark.parametrize("link", ["https://evil.example", "javascript:alert(1)", "//evil.example"])
def test_an_article_leads_nowhere_outside(client, page, link):
    assert add(client, page, "article", title="文章", text=f"看[这里]({link})").status_code == 422
    assert "href" not in articles.draw(f"看[这里]({link})")


def test_words_for_pictures_are_read_by_the_law(client, page):
    asset = make_asset()
    add(client, page, "article", title="文章", text="正文", asset=asset.pk)
    assert not pages.judge(page.draft.blocks).is_blocked
    Asset.objects.filter(pk=asset.pk).update(alt="根治失眠")
    add(client, page, "article", title="文章", text="正文", asset=asset.pk)
    assert pages.judge(page.draft.blocks).is_blocked
