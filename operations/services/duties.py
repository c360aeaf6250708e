"""What people do with duties: confirm by hand, verify, waive; and what the clock does: done by the facts, overdue, escalated."""

from django.db import transaction

from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.sentences import gettext as _
from operations.events import DutyDone, DutyEscalated, DutyFellDue, DutyLapsed, DutyVerified, DutyWaived
from operations.models import DutyRow


def owes(row: DutyRow, user) -> bool:
    if row.person_id:
        return row.person_id == user.pk
    staff = getattr(user, "staff", None)
    return bool(staff) and staff.is_here and staff.post == row.post


def answers_for(row: DutyRow, user, permission: str) -> bool:
    """Whether this person may judge the row: with the right, for the own department or for all, and never for what they owe."""
    if not user.has_perm(permission) or owes(row, user) or row.done_by_id == user.pk:
        return False
    staff = getattr(user, "staff", None)
    return user.has_perm("operations.view_every_duty") or (staff is not None and staff.department == row.department)


@transaction.atomic
def confirm(row: DutyRow, *, by, note: str, proof=None) -> None:
    """The person says what was done. Refuses without a note, and from anybody who does not owe the duty."""
    if not note.strip():
        raise Refused(_("Please write what was done."))
    row.begin("complete")
    if not owes(row, by):
        raise Refused(_("This is the duty of somebody else."))
    row.note, row.proof = note.strip()[:500], proof
    _complete(row, DutyRow.How.MANUAL, by=by, save=["note", "proof"])


@transaction.atomic
def complete_by_facts(row: DutyRow) -> bool:
    """Done because nothing is left open at the time it is owed. False if the row moved on meanwhile."""
    row.lock()
    if not row.is_open("complete"):
        return False
    _complete(row, DutyRow.How.AUTO)
    return True


def _complete(row: DutyRow, how: str, *, by=None, save=()) -> None:
    row.how, row.done_at, row.done_by = how, clock.now(), by
    row.finish("complete", DutyDone(row.pk, row.duty, how, row.missed), by=by, reason=row.note, save=["how", "done_at", "done_by", *save])


@transaction.atomic
def verify(row: DutyRow, *, by, note: str = "") -> None:
    """A supervisor has looked. Nobody verifies what they owe or did themselves."""
    row.begin("verify")
    if not answers_for(row, by, "operations.verify_duty"):
        raise Refused(_("Only a supervisor who did not do it may verify a duty."))
    row.verified_by, row.verified_at = by, clock.now()
    row.finish("verify", DutyVerified(row.pk, row.duty), by=by, reason=note, save=["verified_by", "verified_at"])


@transaction.atomic
def waive(row: DutyRow, *, by, reason: str) -> None:
    """A supervisor or the director says why it need not be done this time."""
    require_reason(reason)
    row.begin("waive")
    if not answers_for(row, by, "operations.waive_duty"):
        raise Refused(_("Nobody waives their own duty; ask the supervisor."))
    row.finish("waive", DutyWaived(row.pk, row.duty), by=by, reason=reason.strip())


@transaction.atomic
def fall_due(row: DutyRow) -> bool:
    row.lock()
    if not row.is_open("fall_due"):
        return False
    row.finish("fall_due", DutyFellDue(row.pk, row.duty))
    return True


@transaction.atomic
def lapse(row: DutyRow) -> bool:
    """Overdue; the news brings the escalation."""
    row.lock()
    if not row.is_open("lapse"):
        return False
    row.was_late = True
    row.finish("lapse", DutyLapsed(row.pk, row.duty), save=["was_late"])
    return True


@transaction.atomic
def escalate(row: DutyRow, tell) -> bool:
    """``tell(row)`` writes the messages and says how many people they go to. A second call does nothing."""
    row.lock()
    if not row.is_open("escalate"):
        return False
    row.escalated_at = clock.now()
    row.finish("escalate", DutyEscalated(row.pk, row.duty, tell(row)), save=["escalated_at"])
    return True
