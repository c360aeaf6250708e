"""Using a code: good once, for five minutes, for five tries."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from microstore.accounts.models import SignInCode
from microstore.accounts.services import codes
from microstore.core import clock, locking
from microstore.core.errors import Refused
from tests.factories.accounts import CHEN, LIN, last_code, wrong


@pytest.mark.django_db
def test_right_code_is_used_up():
    codes.send(LIN)
    codes.check(LIN, last_code())
    with pytest.raises(Refused):
        codes.check(LIN, last_code())
    assert SignInCode.objects.get().wrong_tries == 0


@pytest.mark.django_db
def test_code_of_another_phone_is_wrong():
    codes.send(LIN)
    codes.send(CHEN)
    with pytest.raises(Refused):
        codes.check(CHEN, last_code(LIN) if last_code(LIN) != last_code(CHEN) else wrong(last_code(CHEN)))
    assert SignInCode.objects.get(phone=CHEN).used_at is None


@pytest.mark.django_db
def test_code_dies_after_five_minutes():
    codes.send(LIN)
    with clock.at(clock.now() + timedelta(minutes=5, seconds=1)), pytest.raises(Refused):
        codes.check(LIN, last_code())
    assert SignInCode.objects.get().used_at is None


@pytest.mark.django_db
def test_after_five_wrong_tries_the_right_code_is_refused():
    codes.send(LIN)
    for __ in range(5):
        with pytest.raises(Refused):
            codes.check(LIN, wrong(last_code()))
    with pytest.raises(Refused):
        codes.check(LIN, last_code())
    row = SignInCode.objects.get()
    assert (row.wrong_tries, row.used_at) == (5, None)


@pytest.mark.django_db
def test_newer_code_makes_the_older_one_worthless():
    start = clock.now()
    with clock.at(start):
        codes.send(LIN)
        first = last_code()
    with clock.at(start + timedelta(seconds=90)):
        codes.send(LIN)
        if first != last_code():
            with pytest.raises(Refused):
                codes.check(LIN, first)
        codes.check(LIN, last_code())


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "１２３４５６", "\x00" * 6, None])
def test_nonsense_is_refused(code):
    codes.send(LIN)
    with pytest.raises(Refused):
        codes.check(LIN, code)
    assert SignInCode.objects.get().used_at is None


@pytest.mark.django_db
def test_phone_without_code_is_refused_like_one_with_an_old_code():
    codes.send(LIN)
    codes.check(LIN, last_code())
    refusals = []
    for phone in (LIN, CHEN):
        with pytest.raises(Refused) as refusal:
            codes.check(phone, "000000")
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]


def used_by(people: int) -> list[bool]:
    """The same right code by ``people`` at once: who got in."""
    codes.send(LIN)
    barrier, got_in = Barrier(people), []

    def use():
        barrier.wait()
        try:
            codes.check(LIN, last_code())
            got_in.append(True)
        except Refused:
            got_in.append(False)
        finally:
            connection.close()

    threads = [Thread(target=use) for __ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got_in


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_code_used_by_eight_at_once_lets_one_in():
    assert sorted(used_by(8)) == [False] * 7 + [True]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_locks_one_code_lets_several_in(monkeypatch):
    """The negative control of the test above: the lock is what holds the rule."""
    real = codes.constant_time_compare
    gate = Barrier(4)

    def slow(*both):
        gate.wait(timeout=5)
        return real(*both)

    monkeypatch.setattr(codes, "locked", lambda rows: rows)
    monkeypatch.setattr(codes, "constant_time_compare", slow)
    assert used_by(4) == [True] * 4
    assert locking.locked is not codes.locked


def tries_by(people: int) -> int:
    """Wrong codes by ``people`` at once; returns how many were counted."""
    codes.send(LIN)
    code, barrier = wrong(last_code()), Barrier(people)

    def use():
        barrier.wait()
        try:
            codes.check(LIN, code)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=use) for __ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return SignInCode.objects.get().wrong_tries


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twelve_wrong_tries_at_once_count_five_and_no_more_are_looked_at():
    assert tries_by(12) == 5
