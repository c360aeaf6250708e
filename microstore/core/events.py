"""News between departments: written with the change, delivered after commit, each reaction taking effect once.

One row serves as audit line, timeline entry and outbox message. A department tells only those above it; it names none of them.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.faults import fault_point
from microstore.core.models import Delivery, Event

log = logging.getLogger(__name__)

kinds: dict[str, type] = {}
reactions: dict[str, dict[str, Callable]] = defaultdict(dict)

GIVE_UP_AFTER = 8  # tries; then the delivery stands in the list of failures until a person presses "again"


def news(name: str) -> Callable:
    """Name a frozen dataclass as news, e.g. ``@news("order.paid")``. Its fields must be JSON values."""

    def register(kind: type) -> type:
        kind.name = name
        kinds[name] = kind
        return kind

    return register


def on(*news_kinds: type) -> Callable:
    """Run the function, with the news as its argument, after the news is committed.

    It runs in a transaction of its own together with the mark that it is done, so it takes effect once; it changes rows and
    asks tasks, and never talks to the outside. If it fails it is tried again.
    """

    def register(function: Callable) -> Callable:
        for kind in news_kinds:
            reactions[kind.name][f"{function.__module__}.{function.__name__}"] = function
        return function

    return register


@news("core.note")
@dataclass(frozen=True)
class Note:
    """A remark of a person on a row's timeline; ``for_customer`` lets the customer read it."""

    text: str
    for_customer: bool = False
    label: ClassVar = _("Note")


def publish(what, *, about, by=None, reason: str = "") -> Event:
    """Write ``what`` about the row ``about`` into the timeline and the outbox. Call inside the transaction of the change."""
    person = by if getattr(by, "pk", None) else None
    event = Event.objects.create(
        name=what.name,
        subject_type=about._meta.label_lower,
        subject_id=about.pk,
        facts=asdict(what),
        by=person,
        reason=reason,
        at=clock.now(),
    )
    wanted = reactions[what.name]
    if wanted:
        Delivery.objects.bulk_create(Delivery(event=event, reaction=reaction, next_at=event.at) for reaction in wanted)
        from microstore.core.tasks import ask, deliver_event  # celery shells import this module

        ask(deliver_event, event.pk)
    return event


def publish_all(told: list[tuple], *, by=None, reason: str = "") -> None:
    """``(what, model, id)`` of many rows at once, for set-based sweeps: as many statements for a thousand rows as for one."""
    now, person = clock.now(), by if getattr(by, "pk", None) else None
    events = Event.objects.bulk_create(
        Event(name=what.name, subject_type=model._meta.label_lower, subject_id=pk, facts=asdict(what), at=now, by=person, reason=reason)
        for what, model, pk in told
    )
    waiting = [Delivery(event=event, reaction=reaction, next_at=event.at) for event in events for reaction in reactions[event.name]]
    Delivery.objects.bulk_create(waiting)
    from microstore.core.tasks import ask, deliver_event  # celery shells import this module

    for pk in {delivery.event_id for delivery in waiting}:
        ask(deliver_event, pk)


def note(row, text: str, *, by, for_customer: bool = False) -> Event:
    return publish(Note(text, for_customer), about=row, by=by)


def deliver(delivery_id: int) -> bool:
    """Run one reaction; its effect and ``done_at`` commit together. False if it is done, failed, or in another's hands."""
    try:
        with transaction.atomic():
            mine = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=delivery_id, done_at=None)
            delivery = mine.select_related("event").first()
            if delivery is None:
                return False
            event = delivery.event
            reactions[event.name][delivery.reaction](kinds[event.name](**event.facts))
            fault_point("events.deliver.before_commit")
            delivery.done_at = clock.now()
            delivery.save(update_fields=["done_at"])
            return True
    except Exception as error:  # whatever a reaction raises must not stop the others; it is kept and shown
        log.exception("reaction failed", extra={"delivery": delivery_id})
        _put_off(delivery_id, error)
        return False


def _put_off(delivery_id: int, error: Exception) -> None:
    """Count the failure and wait longer each time: 10 s, 20 s, 40 s … ; after the last try the delivery waits for a person."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery_id)
        delivery.tries += 1
        delivery.error = f"{type(error).__name__}: {error}"[:2000]
        delivery.next_at = None if delivery.tries >= GIVE_UP_AFTER else clock.now() + timedelta(seconds=5 * 2**delivery.tries)
        delivery.save(update_fields=["tries", "error", "next_at"])


def try_again(delivery_id: int) -> bool:
    """A person asks for a failed delivery to be tried at once."""
    Delivery.objects.filter(pk=delivery_id, done_at=None).update(tries=0, next_at=clock.now())
    return deliver(delivery_id)


def deliver_due(limit: int = 500) -> int:
    """Deliver what is due and was missed by its message; oldest first. Returns how many took effect."""
    due = Delivery.objects.filter(done_at=None, next_at__lte=clock.now()).order_by("pk").values_list("pk", flat=True)[:limit]
    return sum(deliver(pk) for pk in list(due))


def deliver_all() -> int:
    """Deliver all that is due and never failed, and what that brings about, until nothing is left but what is in another's hands.
    For the demo and for tests.

    Under a pinned clock that is the news up to that moment: what happens meanwhile in the present is left to its workers.
    """
    due = Delivery.objects.filter(done_at=None, tries=0, next_at__lte=clock.now()).order_by("pk").values_list("pk", flat=True)
    total = 0
    while done := sum(deliver(pk) for pk in list(due.all())):
        total += done
    return total
