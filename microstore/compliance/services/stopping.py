"""A live text that the law forbids by now leaves the shop at once and waits in a queue until it is mended."""

from django.db import transaction

from microstore.compliance.events import TextMended, TextStopped
from microstore.compliance.models import StoppedText
from microstore.compliance.publishing import PublishedTexts, places
from microstore.compliance.services import door
from microstore.core import clock, sentences
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def stop(place: PublishedTexts, row, verdict) -> StoppedText:
    """Withdraw it as its department declares, and queue it. Twice is once."""
    record = door.keep(place, row, verdict)
    waiting = StoppedText.objects.filter(source=place.code, subject_id=row.pk, state=StoppedText.State.OPEN).first()
    if waiting:
        return waiting
    words = door.words_of(verdict)[:300]
    blocked = {hit.field for hit in verdict.hits if hit.level == "block"}
    title = place.title(row)[:160]
    deed = _withdrawn(place, row, words, blocked)
    stopped = StoppedText.objects.create(
        source=place.code, subject_id=row.pk, title=title, record=record, words=words, deed=deed[:300], found_at=clock.now())
    publish(TextStopped(place.code, row.pk, words, deed), about=stopped)
    return stopped


def _withdrawn(place: PublishedTexts, row, words: str, fields: set[str]) -> str:
    """What the department did. A row whose state does not allow it now is left to people."""
    try:
        with transaction.atomic():
            return sentences.of(place.withdraw(row, _("The rules of today forbid: %(words)s.") % {"words": words}, fields))
    except Refused:
        return ""


def mended(place: PublishedTexts, row, *, by=None) -> None:
    """Its text passes again."""
    for stopped in StoppedText.objects.filter(source=place.code, subject_id=row.pk, state=StoppedText.State.OPEN):
        _close(stopped, by=by, reason="")


@transaction.atomic
def settle(stopped: StoppedText, *, reason: str, by) -> None:
    """A person closes it. Refuses while customers could still read a text that the law forbids."""
    place = places.get(stopped.source)
    row = place.find(stopped.subject_id) if place else None
    if row is not None and place.is_live(row):
        door.require_allowed(door.read_row(place, row))
    _close(stopped, by=by, reason=reason)


def _close(stopped: StoppedText, *, by, reason: str) -> None:
    stopped.begin("mend")
    stopped.mended_at = clock.now()
    stopped.finish("mend", TextMended(stopped.source, stopped.subject_id), by=by, reason=reason, save=["mended_at"])
