"""Requests to the designers: asked, taken, delivered from the library, approved by somebody else, in time or late."""

from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.messaging.models import Message
from microstore.stores.design import requests, subjects
from microstore.stores.models import DesignRequest
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_draft
from tests.factories.duties import counted
from tests.factories.library import make_asset, make_person, make_request
from tests.factories.stores import make_open_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]


@pytest.fixture
def designer():
    return make_person(Post.DESIGNER, "ds")


def told(user):
    return sorted(Message.objects.filter(user=user).values_list("template_code", flat=True))


def test_a_request_goes_from_the_brief_to_the_approval_and_everybody_is_told(designer):
    row, asset = make_request(), make_asset()
    requests.take(row, by=designer)
    requests.deliver(row, [asset], by=designer)
    requests.ask_changes(row, by=row.asked_by, reason="字再大一点")
    requests.deliver(row, [asset], by=designer)
    requests.approve(row, by=row.asked_by)
    row.refresh_from_db()
    assert (row.state, row.rounds, list(row.assets.all())) == ("approved", 2, [asset])
    assert told(designer) == ["design.approved", "design.asked", "design.changes"]
    assert told(row.asked_by) == ["design.delivered", "design.delivered"]


def test_nobody_approves_their_own_design_and_no_stranger_does(designer):
    row = make_request(by=designer)
    requests.take(row, by=designer)
    requests.deliver(row, [make_asset()], by=designer)
    for person in (designer, make_person(Post.LISTING, "ls")):
        with pytest.raises(Refused):
            requests.approve(row, by=person)
    row.refresh_from_db()
    assert row.state == "in_review"
    requests.approve(row, by=make_person(Post.MARKETING_MANAGER, "mm"))


def test_what_is_another_designers_or_nothing_or_without_rights_is_not_delivered(designer):
    row = make_request()
    requests.take(row, by=designer)
    ended = make_asset(rights="licensed", rights_until=clock.today() - timedelta(days=1))
    for by, assets in ((designer, []), (designer, [ended]), (make_person(Post.DESIGNER, "other"), [make_asset()])):
        with pytest.raises(Refused):
            requests.deliver(row, assets, by=by)
    row.refresh_from_db()
    assert (row.state, row.delivered_at) == ("designing", None)


def test_a_day_that_is_past_is_refused():
    with pytest.raises(Refused):
        make_request(days=-1)
    assert not DesignRequest.objects.exists()


@pytest.mark.duty("D4", "D5")
@pytest.mark.parametrize(("duty", "what"), [("D4", "other"), ("D5", "product")])
def test_what_was_delivered_by_its_day_is_done_and_what_was_not_is_missed(designer, duty, what):
    with clock.at(clock.now().replace(day=2, hour=4)):
        good, late = make_request(what=what, days=1), make_request(what=what, days=2)
        for row in (good, late):
            requests.take(row, by=designer)
        requests.deliver(good, [make_asset()], by=designer)
        assert counted(duty, clock.today()) == (1, 2, 0)
    with clock.at(clock.now().replace(day=9, hour=4)):
        assert counted(duty, clock.today()) == (1, 2, 1)


def test_pages_of_a_request_ask_for_a_product_by_its_number_and_act(client, designer):
    product = make_draft()
    sign_in(client, make_staff(Post.PRODUCT_MANAGER))
    given = {"what": "product", "subject": product.code, "title": "换主图", "brief": "白底", "sizes": "800x800， 1200*900",
             "due_on": str(clock.today() + timedelta(days=3))}  # fmt: skip
    assert client.post("/backoffice/design-requests/new/", {**given, "subject": "P99999"}).status_code == 422
    assert client.post("/backoffice/design-requests/new/", given).status_code == 302
    row = DesignRequest.objects.get()
    assert (row.sizes, row.subject_id, row.store) == ("800×800, 1200×900", product.pk, None)
    sign_in(client, designer)
    asset = make_asset()
    base = f"/backoffice/design/{row.number}/"
    assert client.get("/backoffice/design/?view=mine").status_code == client.get(base).status_code == 200
    assert client.post(f"{base}take/", {}).status_code == 302
    assert client.post(f"{base}deliver/", {"assets": [asset.pk]}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.designer) == ("in_review", designer)


def test_a_page_is_named_by_the_code_of_its_store():
    store = make_open_store()
    assert subjects.named("page", store.code, make_person(Post.DESIGNER, "ds")) == store.pages.get()
    assert subjects.named("page", "nowhere", make_person(Post.DESIGNER, "ds")) is None
