"""The clocks of a complaint, computed from its events alone: whoever asks later gets the same answer (decision 0018)."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from customerservice import norms
from customerservice.events.complaints import PromiseBroken
from customerservice.models import Breach, ClockKind, Complaint, ComplaintClock
from microstore.core import clock
from microstore.core.events import publish
from microstore.core.models import Event
from microstore.core.workhours import Intervals, add_working, worked_between

K = ClockKind


@dataclass
class Reading:
    """One clock as the events tell it."""

    kind: str
    round: int
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    stopped_at: datetime | None = None
    paused_at: datetime | None = None
    pauses: list = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        return self.met_at is None and self.stopped_at is None


def office_hours() -> Intervals:
    """The working intervals as the register of numbers has them now."""

    def at(minutes: int) -> time:
        return time(minutes // 60, minutes % 60)

    return (
        (at(norms.MORNING_FROM.value), at(norms.MORNING_UNTIL.value)),
        (at(norms.AFTERNOON_FROM.value), at(norms.AFTERNOON_UNTIL.value)),
    )


def promises(now: datetime, *kinds: str) -> dict[str, str]:
    """Until when each clock that starts now runs. First contact counts working time; solution and resolution never stop for the night."""
    due = {
        K.ACKNOWLEDGE: add_working(now, norms.ACKNOWLEDGE.span, office_hours()),
        K.SOLUTION: now + norms.SOLUTION.span,
        K.RESOLUTION: now + norms.RESOLUTION.span,
    }
    return {str(kind): due[kind].isoformat() for kind in kinds or tuple(K)}


class Tape:
    """Plays the events of one complaint, oldest first."""

    def __init__(self):
        self.readings: list[Reading] = []

    def play(self, event: Event) -> None:
        act = getattr(self, "on_" + event.name.removeprefix("complaint."), None)
        if act:
            act(event.at, event.facts)

    def running(self, *kinds: str) -> list[Reading]:
        return [one for one in self.readings if one.is_running and (not kinds or one.kind in kinds)]

    def start(self, at: datetime, promised: dict) -> None:
        for kind, due in promised.items():
            if not self.running(kind):
                rounds = sum(one.kind == kind for one in self.readings)
                self.readings.append(Reading(kind, rounds + 1, at, datetime.fromisoformat(due)))

    def meet(self, at: datetime, *kinds: str) -> None:
        for one in self.running(*kinds):
            self.wake(one, at)
            one.met_at = at

    def wake(self, one: Reading, at: datetime) -> None:
        if one.paused_at:
            one.pauses[-1]["until"] = at.isoformat()
            one.due_at += at - one.paused_at
            one.paused_at = None

    def on_received(self, at, facts) -> None:
        self.start(at, facts["promises"])

    def on_acknowledged(self, at, facts) -> None:
        self.meet(at, K.ACKNOWLEDGE)

    def on_solution_offered(self, at, facts) -> None:
        self.meet(at, K.ACKNOWLEDGE, K.SOLUTION)

    def on_solution_refused(self, at, facts) -> None:
        self.start(at, facts["promises"])

    def on_resolved(self, at, facts) -> None:
        self.meet(at)

    def on_reopened(self, at, facts) -> None:
        self.start(at, facts["promises"])

    def on_withdrawn(self, at, facts) -> None:
        for one in self.running():
            self.wake(one, at)
            one.stopped_at = at

    on_merged = on_withdrawn

    def on_absorbed(self, at, facts) -> None:
        """First clocks that still run take over the start and the promise of the older complaint."""
        since = datetime.fromisoformat(facts["since"])
        for one in (running for running in self.running() if running.round == 1):
            due = datetime.fromisoformat(facts["promises"].get(one.kind, one.due_at.isoformat()))
            one.started_at, one.due_at = min(one.started_at, since), min(one.due_at, due)

    def on_paused(self, at, facts) -> None:
        for one in self.running(K.RESOLUTION):
            one.paused_at = at
            one.pauses.append({"from": at.isoformat(), "until": None, "reason": facts["why"]})

    def on_resumed(self, at, facts) -> None:
        for one in self.running(K.RESOLUTION):
            self.wake(one, at)

    def on_customer_wrote(self, at, facts) -> None:
        self.on_resumed(at, facts)


def replay(complaint: Complaint) -> list[Reading]:
    tape = Tape()
    events = Event.objects.filter(subject_type=complaint._meta.label_lower, subject_id=complaint.pk, name__startswith="complaint.")
    for event in events.order_by("at", "pk"):
        tape.play(event)
    return tape.readings


def settle(complaint: Complaint) -> None:
    """Write the clocks as the events have them, and what was missed. Call in the transaction of the change, complaint locked."""
    readings = replay(complaint)
    for one in readings:
        values = {name: getattr(one, name) for name in ("started_at", "due_at", "met_at", "stopped_at", "paused_at", "pauses")}
        ComplaintClock.objects.update_or_create(complaint=complaint, kind=one.kind, round=one.round, defaults=values)
        ended = one.met_at or one.stopped_at
        if ended and ended > one.due_at:
            note_breach(complaint, one)
    complaint.next_due_at = min((one.due_at for one in readings if one.is_running and not one.paused_at), default=None)
    complaint.save(update_fields=["next_due_at"])


def note_breach(complaint: Complaint, one) -> None:
    """Keep a broken promise for good; once."""
    owner = str(complaint.owner.name or complaint.owner) if complaint.owner else ""
    _row, is_new = Breach.objects.get_or_create(
        complaint=complaint, kind=one.kind, round=one.round, defaults={"due_at": one.due_at, "owner_name": owner[:80], "at": clock.now()}
    )
    if is_new:
        publish(PromiseBroken(complaint.number, one.kind), about=complaint)


def share_gone(one, now: datetime) -> float:
    """How much of the time is gone, in per cent; a resting clock stands still. First contact is measured in working time."""
    until = one.paused_at or now
    if one.kind == K.ACKNOWLEDGE:
        hours = office_hours()
        gone, whole = worked_between(one.started_at, until, hours), worked_between(one.started_at, one.due_at, hours)
    else:
        rested = sum((_rested(pause) for pause in one.pauses), timedelta())
        gone, whole = until - one.started_at - rested, one.due_at - one.started_at - rested
    if until > one.due_at:
        return max(100.0, 100 * (gone / whole) if whole else 100.0)
    return 100 * (gone / whole) if whole else 100.0


def _rested(pause: dict) -> timedelta:
    if not pause["until"]:
        return timedelta()
    return datetime.fromisoformat(pause["until"]) - datetime.fromisoformat(pause["from"])


def local_words(moment: datetime) -> str:
    """Day and time as people here write them."""
    return f"{moment.astimezone(clock.SHANGHAI):%m-%d %H:%M}"
