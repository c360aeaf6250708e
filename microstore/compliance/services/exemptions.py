"""Excusing a doubtful wording in one place: by quality, with a reason, for a time."""

from datetime import timedelta

from django.db import transaction

from microstore.compliance.events import ExemptionEnded, WordingExcused
from microstore.compliance.models import Exemption
from microstore.compliance.norms import EXEMPTION
from microstore.compliance.publishing import PublishedTexts
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@transaction.atomic
def excuse(place: PublishedTexts, row, text: str, *, reason: str, until, by) -> Exemption:
    """``text`` may stand there, word for word. Refuses what the law forbids outright, and what does not stand there."""
    text = text.strip()
    texts, subject = place.draft(row)
    _require_doubtful(texts, text, door.read(texts, subject, kind=place.kind, at=(place.code, row.pk)))
    last = clock.today() + timedelta(days=EXEMPTION.value)
    if not clock.today() <= until <= last:
        raise Refused(_("An exemption holds until %(day)s at the longest.") % {"day": last})
    if Exemption.objects.filter(source=place.code, subject_id=row.pk, text=text, ended_at=None).exists():
        raise Refused(_("This wording is excused there already."))
    made = Exemption.objects.create(
        source=place.code, subject_id=row.pk, text=text, reason=reason, until=until, by=by, at=clock.now())
    publish(WordingExcused(place.code, row.pk, text, until.isoformat()), about=made, by=by, reason=reason)
    return made


def _require_doubtful(texts: dict[str, str], text: str, verdict) -> None:
    if not text or all(text not in one for one in texts.values()):
        raise Refused(_("These words do not stand there. Copy them as they are."))
    inside = [hit for hit in verdict.hits if hit.text in text]
    if any(hit.level == "block" for hit in inside):
        raise Refused(_("What the law forbids cannot be excused. Change the text."))
    if not inside:
        raise Refused(_("The scan has no remark about these words."))


@transaction.atomic
def end(exemption: Exemption, *, reason: str, by) -> None:
    row = locked(Exemption.objects.filter(pk=exemption.pk)).get()
    if row.ended_at:
        raise Refused(_("This exemption has ended."))
    row.ended_at, row.ended_by = clock.now(), by
    row.save(update_fields=["ended_at", "ended_by"])
    publish(ExemptionEnded(row.source, row.subject_id, row.text), about=row, by=by, reason=reason)
