"""Write, hand in, publish and withdraw questions of the help centre. What is shown stays until another person publishes what follows.

The question is locked before its versions."""

from django.db import transaction
from django.db.models import Max

from customerservice.events.help import HelpPublished, HelpReplaced, HelpSentBack, HelpSubmitted, HelpWithdrawn
from customerservice.models import HelpEntry, HelpRevision
from microstore.compliance.publishing import place_of
from microstore.compliance.scanner import Subject, Verdict
from microstore.compliance.services import door
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores import freshness
from microstore.stores.models import Store

PLACE = "customerservice.help"
KIND = "script"
WORDS = ("question", "answer", "question_en", "answer_en")


def texts_of(revision: HelpRevision | None) -> dict[str, str]:
    return {name: getattr(revision, name) for name in WORDS if getattr(revision, name)} if revision else {}


def read(revision: HelpRevision) -> Verdict:
    return door.read(texts_of(revision), Subject("health_food"), kind=KIND, at=(PLACE, revision.entry_id))


@transaction.atomic
def write(entry: HelpEntry | None, *, topic: str, position: int, words: dict[str, str], by) -> HelpEntry:
    """Keep the words as a draft. Its place on the page counts at once."""
    entry = locked(HelpEntry.objects.filter(pk=entry.pk)).get() if entry else HelpEntry()
    moved = entry.pk and (entry.topic, entry.position) != (topic, position)
    entry.topic, entry.position = topic, position
    entry.save()
    if moved and entry.live_id:
        _draw_anew()
    draft = locked(entry.revisions.filter(state__in=HelpRevision.OPEN)).first()
    if draft and draft.state != HelpRevision.State.DRAFT:
        raise Refused(_("A version waits for approval. Take it back or wait for the decision."))
    if draft is None and entry.live and all(getattr(entry.live, name) == words[name] for name in WORDS):
        return entry
    draft = draft or HelpRevision(entry=entry, number=_next_number(entry))
    for name in WORDS:
        setattr(draft, name, words[name])
    draft.written_by, draft.written_at = by, clock.now()
    draft.save()
    return entry


def _next_number(entry: HelpEntry) -> int:
    return (entry.revisions.aggregate(most=Max("number"))["most"] or 0) + 1


@transaction.atomic
def submit(entry: HelpEntry, *, by):
    draft = entry.open_revision
    if draft is None:
        raise Refused(_("There is no draft."))
    draft.begin("submit")
    door.require_allowed(read(draft))
    draft.finish("submit", HelpSubmitted(draft.question), by=by)
    return approvals.ask("help.publish", subject=draft, reason=draft.question, by=by)


def publish(revision: HelpRevision, *, by) -> None:
    """The rule book is asked anew; what was shown steps back and is kept."""
    entry = locked(HelpEntry.objects.filter(pk=revision.entry_id)).get()
    revision.begin("publish")
    door.require_allowed(read(revision))
    if by.pk == revision.written_by_id:
        raise Refused(_("Somebody else publishes what you wrote."))
    if entry.live_id:
        entry.live.begin("retire")
        entry.live.finish("retire", HelpReplaced(revision.number), by=by)
    revision.published_by, revision.published_at = by, clock.now()
    revision.finish("publish", HelpPublished(revision.question), by=by, save=["published_by", "published_at"])
    entry.live = revision
    entry.save(update_fields=["live"])
    door.keep(place_of(entry), entry, by=by)
    _draw_anew()


def send_back(revision: HelpRevision, *, reason: str, by) -> None:
    revision.begin("send_back")
    revision.finish("send_back", HelpSentBack(revision.question), by=by, reason=reason)


@transaction.atomic
def withdraw(entry: HelpEntry, *, reason: str, by) -> None:
    """No longer shown anywhere. Its versions stay."""
    entry = locked(HelpEntry.objects.filter(pk=entry.pk)).get()
    if entry.live is None:
        raise Refused(_("It is not shown."))
    live, entry.live = entry.live, None
    live.begin("retire")
    live.finish("retire", HelpWithdrawn(live.question), by=by, reason=reason)
    entry.save(update_fields=["live"])
    _draw_anew()


def _draw_anew() -> None:
    """All stores show it, on the help page and in blocks of kept pages."""
    freshness.touch(Store.objects.values_list("pk", flat=True))
