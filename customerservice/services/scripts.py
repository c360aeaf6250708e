"""Approved wording: written by one, approved by another, retired when it no longer holds (duty C3)."""

from django.db import transaction

from customerservice.events.conversations import ScriptApproved, ScriptRetired, ScriptSentBack, ScriptSubmitted
from customerservice.models import Script
from customerservice.services.conversations import reading
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

PLACE = "customerservice.script"


@transaction.atomic
def write(row: Script, *, by) -> Script:
    """Keep a draft. An approved script is not changed: a new one with its shortcut replaces it."""
    if row.pk and locked(Script.objects.filter(pk=row.pk)).get().state != Script.State.DRAFT:
        raise Refused(_("Only drafts can be changed. Write a new script with the same shortcut."))
    row.written_by = by
    row.save()
    return row


@transaction.atomic
def submit(row: Script, *, by):
    """Ask for approval. What the rule book blocks is not handed in."""
    row.begin("submit")
    door.require_allowed(reading.read(row.text, at=(PLACE, row.pk)))
    row.finish("submit", ScriptSubmitted(row.shortcut), by=by)
    return approvals.ask("script.use", subject=row, reason=row.title, by=by)


def approve(row: Script, *, by) -> None:
    """An older script with the same shortcut makes room. Refuses what the law forbids by now."""
    row.begin("approve")
    door.require_allowed(reading.read(row.text, at=(PLACE, row.pk)))
    for older in Script.objects.filter(shortcut=row.shortcut, state=Script.State.APPROVED):
        retire(older, reason=_("Replaced by a newer version."), by=by)
    row.approved_at = clock.now()
    row.finish("approve", ScriptApproved(row.shortcut), by=by, save=["approved_at"])
    door.keep(place_of(row), row, by=by)


def send_back(row: Script, *, reason: str, by) -> None:
    row.begin("send_back")
    row.finish("send_back", ScriptSentBack(row.shortcut), by=by, reason=reason)


@transaction.atomic
def retire(row: Script, *, reason: str, by) -> None:
    row.begin("retire")
    row.finish("retire", ScriptRetired(row.shortcut), by=by, reason=reason)
