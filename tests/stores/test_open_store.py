"""Stores open with licences alone, and close when they run out."""

from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.stores import checks
from microstore.stores.models import Licence, Store
from microstore.stores.services import licences, stores
from tests.factories.stores import (
    FACTS,
    make_licence,
    make_open_store,
    make_preparing_store,
    make_store,
    open_store,
    publish_home,
    somebody,
)

pytestmark = pytest.mark.django_db


def state(store):
    store.refresh_from_db()
    return store.state


def end_food(store, day):
    food = store.licences.get(kind="food", number=f"food-{store.code}")
    food.valid_until = day
    licences.keep(food, by=somebody())


def test_store_without_licences_or_home_page_does_not_open():
    store = make_store()
    assert len(stores.missing(store)) == 3
    for act in (stores.start_acceptance, stores.open):
        with pytest.raises(Refused):
            act(store, by=somebody())
    assert state(store) == "building"


def test_nothing_is_built_before_the_plan_is_approved():
    store = make_preparing_store()
    page = store.pages.get()
    with pytest.raises(Refused):
        publish_home(store)
    assert page.revisions.count() == 0 and state(store) == "preparing"


def test_official_store_opens_with_two_licences_and_a_home_page():
    store = make_store()
    make_licence(store, Licence.Kind.BUSINESS, days=None)
    make_licence(store, Licence.Kind.FOOD)
    publish_home(store)
    open_store(store, by=somebody())
    assert state(store) == "open" and store.opened_at is not None
    assert Event.objects.about(store).first().name == "stores.store_opened"


def test_authorised_store_needs_the_authorisation_too():
    store = make_store("heping", kind=Store.Kind.AUTHORISED)
    make_licence(store, Licence.Kind.BUSINESS)
    make_licence(store, Licence.Kind.FOOD)
    publish_home(store)
    with pytest.raises(Refused):
        stores.start_acceptance(store)
    make_licence(store, Licence.Kind.AUTHORISATION)
    open_store(store)
    assert state(store) == "open"


@pytest.mark.parametrize(
    ("days", "standing", "holds"),
    [(-1, "expired", False), (0, "ending", True), (30, "ending", True), (31, "in_force", True), (None, "in_force", True)],
)
def test_standing_of_a_licence_by_its_last_day(days, standing, holds):
    licence = make_licence(make_store(), days=days)
    assert (licence.standing, licence.holds, licence.days_left) == (standing, holds, days)


def test_licence_that_begins_tomorrow_does_not_hold_yet():
    store = make_store()
    licence = make_licence(store, valid_from=clock.today() + timedelta(days=1))
    assert licence.standing == "not_yet" and not store.licences.in_force().exists()


def test_day_after_the_last_day_the_store_is_suspended_by_itself():
    store = make_open_store()
    end_food(store, clock.today())
    assert licences.follow_papers()[0] == 0 and state(store) == "open"
    with clock.at(clock.now() + timedelta(days=1)):
        assert licences.follow_papers()[0] == 1
        assert licences.follow_papers()[0] == 0
    assert state(store) == "suspended"
    names = list(Event.objects.about(store).values_list("name", flat=True)[:2])
    assert names == ["stores.store_suspended", "stores.licence_expired"]


def test_expired_licence_that_was_renewed_suspends_nothing():
    store = make_open_store()
    make_licence(store, "food", number="new")
    end_food(store, clock.today() - timedelta(days=3))
    assert licences.follow_papers()[0] == 0 and state(store) == "open"


def test_store_reopens_only_when_the_licence_is_there_again():
    store = make_open_store()
    stores.suspend(store, by=somebody(), reason="证照")
    store.licences.filter(kind="food").update(valid_until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        stores.reopen(store, by=somebody())
    make_licence(store, "food", number="new")
    stores.reopen(store, by=somebody())
    assert state(store) == "open"


def test_licence_an_open_store_needs_cannot_be_removed():
    store = make_open_store()
    with pytest.raises(Refused):
        licences.remove(store.licences.get(kind="food"), by=somebody(), reason="误录")
    assert store.licences.filter(kind="food").count() == 1
    licences.remove(store.licences.get(kind="authorisation"), by=somebody(), reason="误录")
    assert not store.licences.filter(kind="authorisation").exists()


def test_licence_cannot_end_before_it_begins_or_be_recorded_twice():
    store = make_store()
    with pytest.raises(Refused):
        make_licence(store, days=-400)
    make_licence(store)
    with pytest.raises(Refused):
        make_licence(store)
    assert store.licences.count() == 1


def test_store_at_the_root_address_cannot_be_closed():
    store = make_open_store()
    with pytest.raises(Refused):
        stores.close(store, by=somebody(), reason="x")
    assert state(store) == "open"


def test_closed_store_stays_closed():
    make_open_store()
    store = make_open_store("member")
    stores.close(store, by=somebody(), reason="合并")
    for act in (stores.open, stores.reopen, stores.suspend):
        with pytest.raises(Refused):
            act(store)
    assert state(store) == "closed"


def test_taken_address_is_refused():
    make_store()
    with pytest.raises(Refused):
        stores.create(code="kangxuan", name="二", kind=Store.Kind.OFFICIAL, **FACTS)
    assert Store.objects.count() == 1


def test_change_is_written_with_the_fields_that_changed():
    store = make_store()
    stores.change(store, by=somebody(), name="新名", phone=store.phone)
    event = Event.objects.about(store).first()
    assert (store.name, event.facts) == ("新名", {"store_id": store.pk, "fields": ["name"]})


def test_books_of_stores():
    store = make_open_store()
    found = [checks.root_store, checks.open_stores_are_licensed, checks.pages_have_one_live_revision, checks.live_pages_are_lawful]
    assert [list(find()) for find in found] == [[], [], [], []]
    store.licences.filter(kind="food").update(valid_until=clock.today() - timedelta(days=1))
    assert len(list(checks.open_stores_are_licensed())) == 1
    Store.objects.update(state="suspended")
    assert list(checks.root_store()) == ["no open store at /"]
