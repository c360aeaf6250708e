"""What is done with a complaint until a solution is found: take up, hand over, ask, judge, join, let rest."""

from django.db import transaction

from customerservice.events.complaints import (
    ComplaintAbsorbed,
    ComplaintAcknowledged,
    ComplaintAssigned,
    ComplaintInvestigating,
    ComplaintMerged,
    ComplaintWithdrawn,
    CustomerWrote,
    HoldDecided,
    ResolutionPaused,
    ResolutionResumed,
    SeverityChanged,
)
from customerservice.models import Complaint, ComplaintState, Hold, Severity, Solution
from customerservice.services.complaints import clocks, people
from inventory import services as inventory
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


def give_to(complaint: Complaint, owner, *, by=None, reason: str = "") -> None:
    complaint.owner = owner
    complaint.save(update_fields=["owner"])
    publish(ComplaintAssigned(complaint.number, str(owner), owner.pk), about=complaint, by=by, reason=reason)


@transaction.atomic
def acknowledge(complaint: Complaint, *, by) -> None:
    """First contact. Whoever takes an unowned complaint up handles it."""
    complaint.begin("acknowledge")
    if complaint.owner is None:
        give_to(complaint, by, by=by)
    complaint.finish("acknowledge", ComplaintAcknowledged(complaint.number), by=by)
    clocks.settle(complaint)


@transaction.atomic
def hand_over(complaint: Complaint, owner, *, reason: str, by=None) -> None:
    """To a colleague, for example at the end of a shift. No clock stops for it."""
    complaint.lock()
    require_reason(reason)
    if complaint.state in (ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.MERGED):
        raise Refused(_("This complaint is at its end."))
    if people.has_left(owner):
        raise Refused(_("Choose a colleague who works here."))
    give_to(complaint, owner, by=by, reason=reason)


@transaction.atomic
def investigate(complaint: Complaint, *, by, department: str = "") -> None:
    """Taken up first if it was not; a complaint that is being looked into already stays so."""
    complaint.lock()
    if complaint.is_open("acknowledge"):
        acknowledge(complaint, by=by)
    if complaint.state == ComplaintState.INVESTIGATING:
        return
    complaint.begin("investigate")
    complaint.finish("investigate", ComplaintInvestigating(complaint.number, department), by=by)


@transaction.atomic
def change_severity(complaint: Complaint, severity: str, *, reason: str, by) -> None:
    """Safety (P0) is lowered only by a supervisor; each change has a reason."""
    complaint.lock()
    require_reason(reason)
    before = complaint.severity
    if before == severity:
        return
    if before == Severity.P0 and not by.has_perm("customerservice.lead_complaint"):
        raise Refused(_("Only a supervisor may take a complaint out of the safety class."))
    complaint.severity = severity
    if severity == Severity.P0 and complaint.hold == Hold.NONE:
        complaint.hold = Hold.PROPOSED
    complaint.save(update_fields=["severity", "hold"])
    publish(SeverityChanged(complaint.number, before, severity), about=complaint, by=by, reason=reason)


@transaction.atomic
def decide_hold(complaint: Complaint, batch, *, reason: str, by) -> None:
    """The quality officer puts the batch on hold, or says with a reason that none is needed (``batch`` None)."""
    complaint.lock()
    require_reason(reason)
    if complaint.hold != Hold.PROPOSED:
        raise Refused(_("Nothing is proposed here."))
    if batch:
        inventory.hold(batch, reason=_("Complaint %(number)s: %(reason)s") % {"number": complaint.number, "reason": reason}, by=by)
        complaint.batch = batch
    complaint.hold = Hold.HELD if batch else Hold.DECLINED
    complaint.save(update_fields=["hold", "batch"])
    publish(HoldDecided(complaint.number, batch.number if batch else "", bool(batch)), about=complaint, by=by, reason=reason)


@transaction.atomic
def merge(complaint: Complaint, into: Complaint, *, by, reason: str) -> None:
    """Join ``complaint`` with ``into``, which keeps the older start of both, the graver severity, and stays open."""
    require_reason(reason)
    if complaint.pk == into.pk or complaint.store_id != into.store_id:
        raise Refused(_("Choose another complaint of the same store."))
    if complaint.customer_id != into.customer_id:
        raise Refused(_("Both complaints must come from the same customer."))
    rows = {row.pk: row for row in locked(Complaint.objects.filter(pk__in=[complaint.pk, into.pk]))}
    complaint.refresh_from_db()
    into.refresh_from_db()
    complaint.require("merge")
    if len(rows) != 2 or not into.is_running:
        raise Refused(_("%(number)s is no longer being handled.") % {"number": into.number})
    complaint.merged_into = into
    complaint.finish("merge", ComplaintMerged(complaint.number, into.number), by=by, reason=reason, save=["merged_into"])
    _close_solutions(complaint)
    clocks.settle(complaint)
    _absorb(into, complaint, by)


def _absorb(into: Complaint, other: Complaint, by) -> None:
    promised = {one.kind: one.due_at.isoformat() for one in other.clocks.filter(round=1)}
    publish(ComplaintAbsorbed(into.number, other.number, other.received_at.isoformat(), promised), about=into, by=by)
    into.severity = min(into.severity, other.severity)
    into.received_at = min(into.received_at, other.received_at)
    into.save(update_fields=["severity", "received_at"])
    clocks.settle(into)


def _close_solutions(complaint: Complaint) -> None:
    waiting = complaint.solutions.filter(state__in=(Solution.State.WAITING, Solution.State.OFFERED))
    waiting.update(state=Solution.State.DECLINED)


@transaction.atomic
def withdraw(complaint: Complaint, *, by=None, reason: str = "") -> None:
    complaint.begin("withdraw")
    complaint.finish("withdraw", ComplaintWithdrawn(complaint.number), by=by, reason=reason)
    _close_solutions(complaint)
    clocks.settle(complaint)


@transaction.atomic
def pause(complaint: Complaint, *, reason: str, by) -> None:
    """Let the resolution clock rest, for example until goods arrive. First contact and solution never rest."""
    complaint.lock()
    require_reason(reason)
    if not complaint.is_running or complaint.paused_for:
        raise Refused(_("Nothing that could rest runs here."))
    complaint.paused_for = reason.strip()[:200]
    complaint.save(update_fields=["paused_for"])
    publish(ResolutionPaused(complaint.number, complaint.paused_for), about=complaint, by=by, reason=reason)
    clocks.settle(complaint)


@transaction.atomic
def resume(complaint: Complaint, *, by=None) -> None:
    complaint.lock()
    if not complaint.paused_for:
        raise Refused(_("Nothing rests here."))
    complaint.paused_for = ""
    complaint.save(update_fields=["paused_for"])
    publish(ResolutionResumed(complaint.number), about=complaint, by=by)
    clocks.settle(complaint)


@transaction.atomic
def customer_writes(complaint: Complaint, text: str, *, channel: str, by=None) -> None:
    """A word of the customer through whatever channel wakes what rests."""
    complaint.lock()
    if not text.strip():
        raise Refused(_("Please write something."))
    if complaint.state in (ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.MERGED):
        raise Refused(_("This complaint is at its end."))
    complaint.paused_for = ""
    complaint.save(update_fields=["paused_for"])
    publish(CustomerWrote(complaint.number, text.strip()[:1000], channel), about=complaint, by=by)
    clocks.settle(complaint)
