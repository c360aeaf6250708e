"""Two workers keep the duties at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.events import Event
from operations.models import DutyRow
from operations.services import duties, duty_rounds
from tests.factories.accounts import make_staff
from tests.factories.duties import TUESDAY, at, make_duty, only_duties, row_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    together = Barrier(len(acts))

    def run(act):
        try:
            together.wait()
            return act()
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_rounds_make_each_row_once():
    with only_duties(*(make_duty(f"X{n}") for n in range(1, 12))):
        at_once(*[lambda: duty_rounds.create_rows(TUESDAY)] * 4)
    assert DutyRow.objects.count() == 11


def test_two_rounds_let_a_duty_lapse_once():
    with only_duties(duty := make_duty()):
        row = row_of(duty)

        def lapse():
            with clock.at(at(TUESDAY, 20)):
                return duties.lapse(DutyRow.objects.get(pk=row.pk))

        assert sorted(at_once(lapse, lapse, lapse)) == [False, False, True]
    assert Event.objects.filter(name="duty.lapsed").count() == 1


def test_of_two_colleagues_one_confirms():
    people = [make_staff(Post.SERVICE).user, make_staff(Post.SERVICE).user]
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        acts = [lambda user=user: duties.confirm(DutyRow.objects.get(pk=row.pk), by=user, note="已核对") for user in people]
        assert at_once(*acts).count("refused") == 1
    assert Event.objects.filter(name="duty.done").count() == 1
