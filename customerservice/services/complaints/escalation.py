"""Time runs out: at 50, 80 and 100 per cent of each clock somebody more is told, each level exactly once. Nobody can silence it."""

from django.db import transaction

from customerservice import norms
from customerservice.events.complaints import TimeGone
from customerservice.models import Complaint, ComplaintClock, Escalation
from customerservice.services.complaints import clocks, people
from customerservice.services.complaints.handling import give_to
from microstore.core import clock, sentences
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging

OVER = 100


def levels() -> tuple[int, int, int]:
    return norms.FIRST_WARNING.value, norms.SECOND_WARNING.value, OVER


def due(limit: int = 500) -> list[int]:
    """Complaints with a running clock whose next level has come, oldest clock first."""
    now, found = clock.now(), {}
    running = ComplaintClock.objects.running().filter(paused_at=None).prefetch_related("escalations").order_by("started_at", "pk")
    for one in running.iterator(chunk_size=200):
        told = {row.percent for row in one.escalations.all()}
        share = clocks.share_gone(one, now)
        if any(share >= level and level not in told for level in levels()):
            found[one.complaint_id] = None
            if len(found) >= limit:
                break
    return list(found)


@transaction.atomic
def escalate(complaint_id: int) -> int:
    """Raise every level that has come for one complaint. Safe to run twice at once: the complaint is locked, levels are unique."""
    complaint = locked(Complaint.objects.filter(pk=complaint_id)).get()
    _replace_gone_owner(complaint)
    now, raised = clock.now(), 0
    for one in complaint.clocks.running().filter(paused_at=None):
        told = set(one.escalations.values_list("percent", flat=True))
        share = clocks.share_gone(one, now)
        for level in levels():
            if share >= level and level not in told:
                _raise(complaint, one, level)
                raised += 1
    return raised


def _raise(complaint: Complaint, one: ComplaintClock, level: int) -> None:
    if level >= norms.SECOND_WARNING.value:
        _replace_absent_owner(complaint)
    persons = _persons(complaint, level)
    Escalation.objects.create(clock=one, percent=level, at=clock.now(), told=[str(person) for person in persons])
    publish(TimeGone(complaint.number, one.kind, level), about=complaint)
    if level >= OVER:
        clocks.note_breach(complaint, one)
    context = {"number": complaint.number, "clock": sentences.word_of(one, "kind"), "percent": level, "due": clocks.local_words(one.due_at)}
    for person in persons:
        key = f"complaint.time:{one.pk}:{level}:{person.pk}"
        messaging.send("complaint.time", to=person, key=key, channels=("inbox", "sms"), context=context)


def _persons(complaint: Complaint, level: int) -> list:
    """Owner; from the second level the supervisor too; when the time is over the director too."""
    wanted = [complaint.owner]
    if level >= norms.SECOND_WARNING.value or complaint.owner is None:
        wanted.append(people.supervisor_for(complaint.store))
    if level >= OVER:
        wanted.append(people.director())
    return list({person.pk: person for person in wanted if person}.values())


def _replace_gone_owner(complaint: Complaint) -> None:
    if people.has_left(complaint.owner) and (superior := people.supervisor_for(complaint.store)):
        give_to(complaint, superior, reason=_("The handler no longer works here."))


def _replace_absent_owner(complaint: Complaint) -> None:
    """Who has gone home keeps no complaint whose time runs out; the clock runs on."""
    superior = people.supervisor_for(complaint.store)
    if superior and superior != complaint.owner and people.absent([complaint.owner_id]):
        give_to(complaint, superior, reason=_("The handler is not at the desk and the time is running out."))
