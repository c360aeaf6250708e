"""News is written with the change and takes effect once in each reaction, however often it is delivered."""

from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, InternalError

from microstore.core import clock, events
from microstore.core.models import Counter, Delivery, Event


@dataclass(frozen=True)
class Raised:
    by_units: int
    name = "test.raised"
    label = "Raised"


@pytest.fixture
def counter(db):
    return Counter.objects.create(kind="test", year=2026)


@pytest.fixture
def reaction(monkeypatch):
    """Adds what the news says to the counter; fails as long as ``broken`` is set."""
    state = {"broken": False}

    def add(event):
        counter = Counter.objects.select_for_update().get(kind="test", year=2026)
        counter.last += event.by_units
        counter.save()
        if state["broken"]:
            raise RuntimeError("half-way")

    monkeypatch.setitem(events.kinds, "test.raised", Raised)
    monkeypatch.setitem(events.reactions, "test.raised", {"tests.add": add})
    return state


def test_news_of_a_transaction_that_fails_is_never_told(counter, reaction):
    with pytest.raises(RuntimeError), transaction.atomic():
        events.publish(Raised(1), about=counter)
        raise RuntimeError
    assert (Event.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_delivery_repeated_takes_effect_once(counter, reaction):
    events.publish(Raised(5), about=counter)
    pk = Delivery.objects.get().pk
    assert [events.deliver(pk) for _ in range(3)] == [True, False, False]
    counter.refresh_from_db()
    assert counter.last == 5


def test_a_reaction_that_fails_half_way_leaves_nothing_and_succeeds_later(counter, reaction):
    events.publish(Raised(5), about=counter)
    delivery = Delivery.objects.get()
    reaction["broken"] = True
    assert not events.deliver(delivery.pk)
    counter.refresh_from_db()
    delivery.refresh_from_db()
    assert (counter.last, delivery.tries, delivery.error) == (0, 1, "RuntimeError: half-way")
    assert delivery.next_at > clock.now()
    reaction["broken"] = False
    with clock.shifted(timedelta(minutes=1)):
        assert events.deliver_due() == 1
    counter.refresh_from_db()
    assert counter.last == 5


def test_after_the_last_try_a_delivery_waits_for_a_person(counter, reaction):
    events.publish(Raised(5), about=counter)
    delivery = Delivery.objects.get()
    reaction["broken"] = True
    for _ in range(events.GIVE_UP_AFTER):
        events.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.next_at, delivery.done_at) == (None, None)
    with clock.shifted(timedelta(days=1)):
        assert events.deliver_due() == 0
    reaction["broken"] = False
    assert events.try_again(delivery.pk)


def test_an_event_is_never_changed(counter, reaction):
    event = events.publish(Raised(5), about=counter)
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(reason="rewritten")
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    assert Event.objects.get().reason == ""


@pytest.mark.django_db(transaction=True)
def test_eight_workers_on_one_delivery_make_one_effect(reaction):
    counter = Counter.objects.create(kind="test", year=2026)
    with clock.at(clock.now()), transaction.atomic():  # under a pinned clock no worker is asked
        events.publish(Raised(5), about=counter)
    pk, gate, done = Delivery.objects.get().pk, Barrier(8), []

    def work():
        gate.wait()
        done.append(events.deliver(pk))
        connection.close()

    threads = [Thread(target=work) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    counter.refresh_from_db()
    assert (counter.last, done.count(True)) == (5, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_workers")
def test_what_another_has_in_hand_is_not_waited_for(reaction):
    counter = Counter.objects.create(kind="test", year=2026)
    for units in (5, 7):
        events.publish(Raised(units), about=counter)
    first, told = Delivery.objects.order_by("pk").first(), []

    def work():
        told.append(events.deliver_all())
        connection.close()

    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=first.pk)
        other = Thread(target=work)
        other.start()
        other.join()
    counter.refresh_from_db()
    assert (told, counter.last) == ([1], 7)
