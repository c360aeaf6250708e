"""The library: what it takes in, what it refuses, where a picture stands, and how a new one takes its place."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.models import StoredFile
from microstore.messaging.models import Message
from microstore.stores.assets import keeping, rights, uses
from microstore.stores.models import Asset
from microstore.stores.services import pages, staffing
from tests.factories.accounts import make_staff, sign_in
from tests.factories.library import approve, confirm, make_asset, make_person, make_request, picture, submit
from tests.factories.stores import edits, fill_home, make_open_store, make_store, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]


def show(page, asset, by=None):
    data = {"eyebrow": "", "title": "春", "text": "", "button": "", "link": "", "asset": asset.pk}
    data |= {"picture_id": asset.file_id, "picture_alt": asset.alt}
    pages.add_block(page, "banner", data, seen=edits(page), by=by)
    return page


def places(asset):
    return [(use.kind, use.is_live, use.file_id) for use in uses.of(asset)]


@pytest.mark.duty("D4")
def test_a_picture_lies_ready_in_webp_sizes_with_its_words_and_rights():
    asset = make_asset(upload=picture(size=(1000, 500)), tags=["海报"])
    assert (asset.number[:2], asset.file.content_type, asset.file.widths) == ("MA", "image/webp", [160, 320, 640, 960])
    assert (asset.standing, asset.versions.get().number) == ("held", 1)


@pytest.mark.parametrize("facts", [{"alt": " "}, {"alt": "根治失眠的画面"}, {"rights": "licensed"}])
def test_without_words_with_forbidden_ones_or_a_licence_without_end_nothing_is_kept(facts):
    with pytest.raises(Refused):
        make_asset(**facts)
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("picture", b"<svg onload=alert(1)>"), ("picture", b"GIF89a"), ("video", b"<html>"), ("video", b"\x00\x00\x00\x18ftypevil"),
        ("document", b"MZ\x90"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_whatever_they_are_called(kind, content):
    with pytest.raises(Refused):
        make_asset(upload=SimpleUploadedFile("a.png", content), kind=kind)
    assert not Asset.objects.exists() and not StoredFile.objects.exists()


def test_the_same_file_is_kept_once():
    make_asset(upload=picture(colour=(1, 2, 3)))
    with pytest.raises(Refused, match="MA"):
        make_asset(upload=picture(colour=(1, 2, 3)))
    assert Asset.objects.count() == 1


def test_what_is_used_says_where_and_is_not_taken_out():
    asset, page = make_asset(), fill_home(make_store(), "一")
    assert places(asset) == []
    show(page, asset)
    publish(page)
    assert places(asset) == [("stores.page", True, asset.file_id)]
    with pytest.raises(Refused):
        keeping.retire(asset, reason="不用了", by=None)
    asset.refresh_from_db()
    assert not asset.is_retired


def test_replacing_writes_drafts_and_leaves_what_customers_see_until_it_is_approved():
    asset, page = make_asset(), fill_home(make_store(), "一")
    show(page, asset)
    publish(page)
    old = asset.file_id
    done = keeping.replace(asset, picture(), reason="换新包装", by=make_person(Post.DESIGNER, "ds"))
    asset.refresh_from_db()
    assert ([each.trouble for each in done], asset.versions.count()) == ([""], 2)
    assert sorted(places(asset)) == sorted([("stores.page", True, old), ("stores.page", False, asset.file_id)])
    confirm(page)
    approve(submit(page))
    assert places(asset) == [("stores.page", True, asset.file_id)]


def test_a_place_that_is_being_decided_is_named_and_stays():
    asset, page = make_asset(), fill_home(make_store(), "一")
    show(page, asset)
    submit(page)
    done = keeping.replace(asset, picture(), reason="换新包装", by=None)
    assert [bool(each.trouble) for each in done] == [True]
    assert page.draft.state == "in_review" and asset.file_id in {use.file_id for use in uses.of(asset)}


def test_rights_are_warned_of_at_thirty_seven_and_one_days_and_when_they_end():
    designer = make_person(Post.DESIGNER, "ds")
    today = clock.today()
    asset = make_asset(rights="licensed", rights_until=today + timedelta(days=40))
    told = []
    for day in (0, 10, 11, 33, 39, 40, 41, 42):
        with clock.at(clock.now() + timedelta(days=day)):
            rights.follow()
            told.append(Message.objects.filter(user=designer).count())
    assert told == [0, 1, 1, 2, 3, 3, 4, 4]
    assert asset.warnings.count() == 4


def test_a_page_that_shows_what_ended_is_flagged_and_its_draft_not_published():
    asset, page = make_asset(rights="licensed", rights_until=clock.today()), fill_home(make_store(), "一")
    show(page, asset)
    publish(page)
    with clock.at(clock.now() + timedelta(days=1)):
        rights.follow()
        page.refresh_from_db()
        assert page.has_ended_rights
        pages.add_block(page, "notice", {"text": "二", "link": ""}, seen=0, by=None)
        with pytest.raises(Refused):
            submit(page)
        keeping.change(asset, rights_until=clock.today() + timedelta(days=9), by=None)
        page.refresh_from_db()
        assert not page.has_ended_rights
        submit(page)


def test_what_only_our_own_stores_may_show_is_not_published_in_a_partners():
    asset = make_asset(scope="official")
    page = show(fill_home(make_store("heping", kind="authorised"), "一"), asset)
    with pytest.raises(Refused):
        submit(page)
    assert page.draft.state == "draft"


def test_many_files_go_in_with_a_line_for_each(client):
    sign_in(client, make_staff(Post.DESIGNER))
    given = {"kind": "picture", "author": "设计部", "rights": "own", "scope": "all"}
    wrong = client.post("/backoffice/asset-uploads/", {**given, "files": [picture("a.png"), picture("b.png")], "alts": "只有一行"})
    assert (wrong.status_code, Asset.objects.count()) == (422, 0)
    right = client.post("/backoffice/asset-uploads/", {**given, "files": [picture("a.png"), picture("b.png")], "alts": "正面\n背面"})
    assert (right.status_code, sorted(Asset.objects.values_list("alt", flat=True))) == (302, ["正面", "背面"])
    one = client.post("/backoffice/asset-uploads/", {**given, "files": [SimpleUploadedFile("x.png", b"<svg>")], "alts": "坏的"},
                      headers={"accept": "application/json"})  # fmt: skip
    assert (one.status_code, bool(one.json()["error"]), Asset.objects.count()) == (422, True, 2)


def test_a_partner_finds_what_all_may_use_and_their_own_alone():
    own, other = make_open_store("heping", kind="authorised"), make_store("member")
    shared, ours = make_asset("共用"), make_asset("自营", scope="official")
    mine, theirs = make_asset("和平", store=own), make_asset("会员", store=other)
    partner = make_staff(Post.PARTNER, sees_all_stores=False).user
    staffing.assign(partner, [own], by=None)
    assert set(Asset.objects.visible_to(partner)) == {shared, mine}
    assert {ours, theirs}.isdisjoint(Asset.objects.visible_to(partner))


def test_pages_of_the_library_open_and_act(client):
    sign_in(client, make_staff(Post.DESIGNER))
    asset = make_asset()
    for address in ("", f"{asset.number}/", f"{asset.number}/edit/", f"{asset.number}/replace/", f"{asset.number}/retire/"):
        assert client.get(f"/backoffice/assets/{address}").status_code == 200
    assert client.post(f"/backoffice/assets/{asset.number}/replace/", {"reason": "换新", "file": picture()}).status_code == 302
    assert asset.versions.count() == 2
    assert client.get(f"/backoffice/assets/{asset.number}/paper/licence/").status_code == 404


def test_an_open_request_uses_what_was_delivered_for_it():
    asset, row = make_asset(), make_request()
    row.assets.add(asset)
    assert places(asset) == [("stores.design", False, asset.file_id)]
