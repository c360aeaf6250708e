"""A store sells as long as its papers hold: warned before, stopped at midnight in Shanghai, selling again when they are renewed."""

from datetime import date, datetime, timedelta

import pytest

from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.messaging.models import Message
from microstore.stores.models import Licence, PaperWarning, Store
from microstore.stores.services import licences, papers, staffing, stores, trading
from tests.factories.accounts import make_staff
from tests.factories.stores import make_licence, make_open_store, make_store, somebody

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def june():
    with clock.at(NOON):
        yield


@pytest.fixture
def store():
    """Authorised until the tenth of June."""
    store = make_open_store("heping", kind=Store.Kind.AUTHORISED)
    paper = store.licences.get(kind="authorisation")
    paper.valid_until = date(2026, 6, 10)
    licences.keep(paper, by=somebody())
    store.refresh_from_db()
    return store


def test_store_repeats_the_last_day_of_its_papers(store):
    assert store.sells_until == date(2026, 6, 10)


def test_it_sells_until_the_last_second_of_the_last_day_in_shanghai(store):
    with clock.at(datetime(2026, 6, 10, 23, 59, 59, tzinfo=SHANGHAI)):
        trading.require(store)
        trading.require_held(store)
    with clock.at(datetime(2026, 6, 11, 0, 0, 0, tzinfo=SHANGHAI)):
        for ask in (trading.require, trading.require_held):
            with pytest.raises(Refused):
                ask(store)


def test_after_midnight_it_is_suspended_for_its_papers_once(store):
    with clock.at(datetime(2026, 6, 10, 23, 59, tzinfo=SHANGHAI)):
        assert licences.follow_papers() == (0, 0)
    with clock.at(datetime(2026, 6, 11, 0, 0, tzinfo=SHANGHAI)):
        assert licences.follow_papers() == (1, 0)
        assert licences.follow_papers() == (0, 0)
    store.refresh_from_db()
    assert (store.state, store.suspended_for) == ("suspended", "papers")


def test_renewed_paper_reopens_it_in_the_same_act(store):
    with clock.at(datetime(2026, 6, 11, 9, tzinfo=SHANGHAI)):
        licences.follow_papers()
        make_licence(store, "authorisation", number="new", days=365)
    store.refresh_from_db()
    assert (store.state, store.suspended_for, store.sells_until) == ("open", "", date(2027, 6, 11))
    assert Event.objects.about(store).filter(name="stores.store_opened").count() == 2


def test_paper_that_begins_later_reopens_it_on_its_first_day(store):
    with clock.at(datetime(2026, 6, 11, 9, tzinfo=SHANGHAI)):
        licences.follow_papers()
        make_licence(store, "authorisation", number="new", days=365, valid_from=date(2026, 6, 15))
        assert licences.follow_papers() == (0, 0)
    with clock.at(datetime(2026, 6, 15, 0, 5, tzinfo=SHANGHAI)):
        assert licences.follow_papers() == (0, 1)
    store.refresh_from_db()
    assert store.state == "open"


def test_store_that_a_person_closed_is_not_reopened_by_a_paper(store):
    stores.suspend(store, by=somebody(), reason="盘点")
    make_licence(store, "authorisation", number="new", days=900)
    store.refresh_from_db()
    assert (store.state, store.suspended_for) == ("suspended", "decision")


def test_paper_that_takes_over_without_a_gap_carries_the_store_on(store):
    make_licence(store, "authorisation", number="new", days=365, valid_from=date(2026, 6, 11))
    store.refresh_from_db()
    assert store.sells_until == date(2027, 6, 1)
    with clock.at(datetime(2026, 6, 11, 0, 5, tzinfo=SHANGHAI)):
        assert licences.follow_papers() == (0, 0)


def test_gap_between_two_papers_ends_the_sale(store):
    make_licence(store, "authorisation", number="new", days=365, valid_from=date(2026, 6, 12))
    store.refresh_from_db()
    assert store.sells_until == date(2026, 6, 10)


def test_papers_without_end_never_end():
    store = make_store()
    for kind in papers.NEEDED:
        make_licence(store, kind, days=None)
    assert papers.hold_until(store) is None


def days_warned(store):
    return list(PaperWarning.objects.filter(licence__store=store).order_by("-days").values_list("days", flat=True))


def test_warned_thirty_seven_and_one_day_before_and_once_each(store):
    paper = store.licences.get(kind="authorisation")
    paper.valid_until = date(2026, 7, 31)
    licences.keep(paper, by=somebody())
    seen = {}
    for day in range(62):
        with clock.at(NOON + timedelta(days=day)):
            if papers.warn_ending():
                seen[(date(2026, 6, 1) + timedelta(days=day))] = days_warned(store)
            assert papers.warn_ending() == 0
    assert seen == {date(2026, 7, 1): [30], date(2026, 7, 24): [30, 7], date(2026, 7, 30): [30, 7, 1]}


def test_the_store_operations_and_the_director_are_told_by_inbox_phone_and_mail(store):
    director = make_staff(post="director", username="director")
    partner = make_staff(post="partner", username="partner", sees_all_stores=False)
    stranger = make_staff(post="partner", username="stranger", sees_all_stores=False)
    make_staff(post="warehouse_lead", username="warehouse")
    staffing.assign(partner.user, [store], by=somebody())
    assert papers.warn_ending() == 1
    told = Message.objects.filter(template_code="stores.paper_ending")
    assert set(told.values_list("user", flat=True)) == {director.user.pk, partner.user.pk} and stranger.user.pk
    assert sorted(told.filter(user=partner.user).values_list("channel", flat=True)) == ["inbox", "mail", "sms"]
    assert PaperWarning.objects.get().told == 2


def test_paper_that_is_followed_by_another_needs_no_warning(store):
    make_licence(store, "authorisation", number="new", days=365)
    assert papers.warn_ending() == 0 and not PaperWarning.objects.exists()


def test_renewed_end_is_warned_of_anew(store):
    assert papers.warn_ending() == 1
    paper = store.licences.get(kind="authorisation")
    paper.valid_until = date(2026, 6, 20)
    licences.keep(paper, by=somebody())
    assert papers.warn_ending() == 1 and PaperWarning.objects.count() == 2


def test_removed_record_of_a_closed_store_shortens_what_it_repeats(store):
    stores.suspend(store, by=somebody(), reason="盘点")
    licences.remove(store.licences.get(kind="authorisation"), by=somebody(), reason="误录")
    store.refresh_from_db()
    assert store.sells_until == date(2026, 5, 31) and Licence.objects.filter(store=store).count() == 2
