"""Staff of an authorised store see that store alone, at every door."""

import pytest

from microstore.accounts.models import Customer
from microstore.accounts.services import addresses
from microstore.core.declarations import Post
from microstore.core.pages import searching
from microstore.stores.models import Licence, Page, Store
from microstore.stores.scope import store_ids_visible_to
from microstore.stores.services import customers_visible_to, note_customer, staffing
from tests.factories.accounts import CHEN, LIN, make_customer, make_staff, sign_in
from tests.factories.stores import make_open_store, somebody

pytestmark = pytest.mark.django_db
OFFICE = "/backoffice"


@pytest.fixture
def ours(db):
    return make_open_store("kangxuan", name="康选旗舰")


@pytest.fixture
def theirs(ours):
    return make_open_store("heping", kind=Store.Kind.AUTHORISED, name="和平药房", theme="plum")


@pytest.fixture
def partner(post_rights, theirs):
    person = make_staff(Post.PARTNER, sees_all_stores=False, username="partner").user
    staffing.assign(person, [theirs], by=somebody())
    return type(person).objects.get(pk=person.pk)


@pytest.fixture
def office(client, partner):
    sign_in(client, partner)
    return client


def test_ids_visible_by_kind_of_user(ours, theirs, partner):
    assert store_ids_visible_to(partner) == [theirs.pk]
    assert store_ids_visible_to(make_staff().user) is None
    assert store_ids_visible_to(make_staff(sees_all_stores=False).user) == []
    assert store_ids_visible_to(make_customer().user) == []
    assert store_ids_visible_to(None) == []
    partner.is_active = False
    assert store_ids_visible_to(partner) == []


def test_leaver_sees_nothing_even_with_all_stores():
    wu = make_staff()
    wu.left_on = "2026-01-01"
    wu.save()
    assert store_ids_visible_to(type(wu.user).objects.get(pk=wu.user_id)) == []


@pytest.mark.duty("G1")
def test_querysets_keep_to_the_store(ours, theirs, partner):
    assert list(Store.objects.visible_to(partner)) == [theirs]
    assert set(Licence.objects.visible_to(partner).values_list("store", flat=True)) == {theirs.pk}
    assert list(Page.objects.visible_to(partner).values_list("store", flat=True)) == [theirs.pk]


def test_customers_are_those_the_store_has_served(ours, theirs, partner):
    lin, chen = make_customer(LIN), make_customer(CHEN)
    note_customer(ours, lin)
    note_customer(theirs, chen)
    note_customer(theirs, chen)
    assert list(customers_visible_to(partner)) == [chen]
    assert set(customers_visible_to(make_staff().user)) == {lin, chen}


def test_lists_show_the_one_store(office, ours, theirs):
    page = office.get(f"{OFFICE}/stores/").content.decode()
    assert theirs.name in page and ours.name not in page
    licences = office.get(f"{OFFICE}/licences/").content.decode()
    assert "food-heping" in licences and "food-kangxuan" not in licences
    pages = office.get(f"{OFFICE}/pages/").content.decode()
    assert theirs.name in pages and ours.name not in pages


def test_search_inside_a_list_finds_no_strangers(office, ours):
    assert ours.name not in office.get(f"{OFFICE}/stores/?q=kangxuan").content.decode()
    assert "food-kangxuan" not in office.get(f"{OFFICE}/licences/?q=kangxuan").content.decode()


def test_filter_offers_and_accepts_the_one_store(office, ours, theirs):
    page = office.get(f"{OFFICE}/licences/?store={ours.pk}").content.decode()
    assert (
        "food-kangxuan" not in page and f'value="{ours.pk}"' not in page.split("<table")[0].split('name="store"')[-1].split("</select>")[0]
    )


def test_strangers_rows_are_not_found(office, ours):
    licence, page = ours.licences.first(), ours.pages.get()
    for address in (
        f"stores/{ours.code}/", f"stores/{ours.code}/notes/", f"licences/{licence.pk}/edit/", f"pages/{page.pk}/",
        f"pages/{page.pk}/preview/", f"pages/{page.pk}/history/",
    ):  # fmt: skip
        assert office.get(f"{OFFICE}/{address}").status_code in (403, 404, 405), address
        assert office.post(f"{OFFICE}/{address}", {"act": "discard", "seen": "0"}).status_code in (403, 404, 405), address
    assert page.draft is None and page.version == 1


def test_global_search_finds_no_strangers(partner, ours, theirs):
    titles = [
        hit.title for text in ("kangxuan", "heping", "旗舰", "和平") for group in searching.search(text, partner) for hit in group.hits
    ]
    assert theirs.name in titles and ours.name not in titles
    assert not any("kangxuan" in title for title in titles)


def test_export_holds_the_one_store(office, ours, theirs):
    answer = office.post(f"{OFFICE}/stores/export/", {"format": "csv", "purpose": "核对"})
    text = b"".join(answer.streaming_content).decode()
    assert theirs.name in text and ours.name not in text


def test_admin_keeps_to_the_store(client, ours, theirs, partner):
    lin, chen = make_customer(LIN), make_customer(CHEN)
    note_customer(ours, lin)
    note_customer(theirs, chen)
    addresses.add(lin, name="林晓", phone=LIN, region_code="440305", detail="一号")
    sign_in(client, partner)
    page = client.get("/admin/stores/store/").content.decode()
    assert "heping" in page and "kangxuan" not in page
    assert client.get(f"/admin/stores/store/{ours.pk}/change/").status_code in (302, 403, 404)
    rows = client.get("/admin/accounts/customer/").content.decode()
    assert "139****5678" in rows and "138****8000" not in rows
    assert client.get(f"/admin/accounts/customer/{lin.pk}/change/").status_code in (302, 403, 404)
    assert client.get("/admin/accounts/address/").status_code in (302, 403)
    assert client.get("/admin/accounts/user/").status_code in (302, 403)


def test_admin_autocomplete_offers_the_one_store(client, ours, theirs, partner):
    sign_in(client, partner)
    asked = {"app_label": "stores", "model_name": "licence", "field_name": "store", "term": ""}
    answer = client.get("/admin/autocomplete/", asked)
    assert answer.status_code == 200
    assert [each["text"] for each in answer.json()["results"]] == [theirs.name]


def test_admin_changes_no_store_even_for_the_owner_of_all_rights(admin_client, ours):
    assert admin_client.post(f"/admin/stores/store/{ours.pk}/change/", {"name": "x"}).status_code == 403
    ours.refresh_from_db()
    assert ours.name == "康选旗舰" and Customer.objects.count() == 0


def test_head_office_edits_all_stores(client, post_rights, ours, theirs):
    sign_in(client, make_staff(Post.OPERATIONS))
    page = client.get(f"{OFFICE}/stores/").content.decode()
    assert ours.name in page and theirs.name in page


def test_partner_edits_the_home_page_but_does_not_publish(office, theirs):
    page = theirs.pages.get()
    assert office.post(f"{OFFICE}/pages/{page.pk}/", {"act": "save", "kind": "notice", "seen": "0", "text": "新"}).status_code == 302
    assert office.post(f"{OFFICE}/pages/{page.pk}/", {"act": "copy", "seen": "1"}).status_code == 422
    assert office.post(f"{OFFICE}/pages/{page.pk}/approve/", {"reason": "好"}).status_code == 403
    page.refresh_from_db()
    assert page.version == 1 and len(page.draft.blocks) == len(page.live.blocks) + 1


def test_stores_are_assigned_by_hr_and_written_down(client, post_rights, theirs):
    from microstore.core.models import Event

    sign_in(client, make_staff(Post.HR))
    sun = make_staff(Post.PARTNER, sees_all_stores=False)
    answer = client.post(f"{OFFICE}/staff/{sun.number}/stores/", {"stores": [theirs.pk]})
    assert answer.status_code == 302
    assert store_ids_visible_to(type(sun.user).objects.get(pk=sun.user_id)) == [theirs.pk]
    assert Event.objects.about(sun).first().facts == {"user_id": sun.user_id, "stores": ["heping"]}
