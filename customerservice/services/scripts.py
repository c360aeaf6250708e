"""Approved wording: written by one, approved by another, retired when it no longer holds (duty C3)."""

from django.db import transaction
from django.utils.translation import gettext as _

from customerservice.events.conversations import ScriptApproved, ScriptRetired, ScriptSentBack, ScriptSubmitted
from customerservice.models import Script
from customerservice.services.conversations import reading
from microstore.core import approvals, clock
from microstore.core.errors import Refused


@transaction.atomic
def write(row: Script, *, by) -> Script:
    """Keep a draft. An approved script is not changed: a new one with its shortcut replaces it."""
    if row.pk and row.state != Script.State.DRAFT:
        raise Refused(_("Only drafts can be changed. Write a new script with the same shortcut."))
    row.written_by = by
    row.save()
    return row


@transaction.atomic
def submit(row: Script, *, by):
    """Ask for approval. What the rule book blocks is not handed in."""
    row.begin("submit")
    verdict = reading.read(row.text)
    if verdict.is_blocked:
        words = ", ".join(hit.text for hit in verdict.hits if hit.level == "block")
        raise Refused(_("The rule book does not let this be said: %(words)s") % {"words": words})
    row.finish("submit", ScriptSubmitted(row.shortcut), by=by)
    return approvals.ask("script.use", subject=row, reason=row.title, by=by)


def approve(row: Script, *, by) -> None:
    """An older script with the same shortcut makes room."""
    row.begin("approve")
    for older in Script.objects.filter(shortcut=row.shortcut, state=Script.State.APPROVED):
        retire(older, reason=_("Replaced by a newer version."), by=by)
    row.approved_at = clock.now()
    row.finish("approve", ScriptApproved(row.shortcut), by=by, save=["approved_at"])


def send_back(row: Script, *, reason: str, by) -> None:
    row.begin("send_back")
    row.finish("send_back", ScriptSentBack(row.shortcut), by=by, reason=reason)


@transaction.atomic
def retire(row: Script, *, reason: str, by) -> None:
    row.begin("retire")
    row.finish("retire", ScriptRetired(row.shortcut), by=by, reason=reason)
