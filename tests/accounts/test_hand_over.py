"""Whoever leaves hands over what is still open."""

import pytest

from microstore.accounts.services import staff
from microstore.core import handover
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(monkeypatch):
    """Work of a made-up department: letters in somebody's tray."""
    held = {}
    monkeypatch.setattr(handover.OpenWork, "registry", [])

    def pass_on(user, to, by):
        held[to.pk] = held.get(to.pk, 0) + held.pop(user.pk)

    handover.OpenWork.declare("letters", "Letters", count=lambda user: held.get(user.pk, 0), pass_on=pass_on)
    return held


def test_open_work_without_a_successor_keeps_the_account_open(letters):
    leaver, hr = make_staff(), make_staff("hr")
    letters[leaver.user.pk] = 3
    for nobody in (None, leaver):
        with pytest.raises(Refused):
            staff.leave(leaver, by=hr.user, reason="moves away", successor=nobody)
    leaver.refresh_from_db()
    assert leaver.is_here and letters == {leaver.user.pk: 3}


def test_the_successor_gets_everything_and_it_is_written_down(letters):
    leaver, heir, hr = make_staff(), make_staff(), make_staff("hr")
    letters[leaver.user.pk] = 3
    staff.leave(leaver, by=hr.user, reason="moves away", successor=heir)
    leaver.refresh_from_db()
    assert not leaver.is_here and letters == {heir.user.pk: 3}
    event = Event.objects.get(name="accounts.work_handed_over")
    assert event.facts == {"staff_id": leaver.pk, "to_staff_id": heir.pk, "moved": {"letters": 3}}


def test_without_open_work_nobody_need_take_over(letters):
    leaver, hr = make_staff(), make_staff("hr")
    staff.leave(leaver, by=hr.user, reason="moves away")
    leaver.refresh_from_db()
    assert not leaver.is_here
