"""The end of a complaint: satisfaction, cause, measure; and what opens it again (duties C15, C16)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from customerservice import norms
from customerservice.events.complaints import CauseFound, ComplaintClosed, ComplaintReopened, MeasureDone, SatisfactionTold
from customerservice.models import ClockKind, Complaint, ComplaintState, Measure, Satisfaction, Survey
from customerservice.services.complaints import clocks
from customerservice.services.complaints.solving import escalate
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

SALT = "customerservice.survey"
SIGNED_LETTERS = 20  # 80 bits; the whole token fits into one variable of a text message


def token_of(survey: Survey) -> str:
    """What the link to the satisfaction question carries: short, for it is read on a phone."""
    return f"{survey.pk}-{_signature(str(survey.pk))}"


def _signature(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:SIGNED_LETTERS]


def survey_of(token: str) -> Survey | None:
    """The survey of a link; None for one that we did not sign."""
    key, _dash, signed = token.partition("-")
    if not constant_time_compare(signed, _signature(key)):
        return None
    return Survey.objects.select_related("complaint__store").filter(pk=key).first()


@transaction.atomic
def answer_survey(survey: Survey, *, result: str, reasons: list | None = None, text: str = "") -> None:
    """The customer's answer by the link: one, and only while it is good."""
    complaint = survey.complaint
    complaint.lock()
    survey = locked(Survey.objects.filter(pk=survey.pk)).get()
    if survey.answered_at:
        raise Refused(_("You have answered already. Thank you."))
    if clock.now() > survey.expires_at:
        raise Refused(_("This link is no longer valid. Please call us."))
    _record(complaint, survey, result, reasons or [], text, by=None)


@transaction.atomic
def record_by_hand(complaint: Complaint, *, result: str, note: str, by) -> None:
    """What the customer said on the telephone, or that they could not be reached, with a note."""
    complaint.lock()
    require_reason(note)
    survey = locked(complaint.surveys.filter(answered_at=None)).first()
    if survey is None:
        raise Refused(_("The customer has answered already."))
    _record(complaint, survey, result, [], note, by=by)


def _record(complaint: Complaint, survey: Survey, result: str, reasons: list, text: str, *, by) -> None:
    if complaint.state != ComplaintState.SATISFACTION_CHECK:
        raise Refused(_("This complaint does not wait for an answer."))
    survey.result, survey.reasons, survey.text = result, reasons, text.strip()[:500]
    survey.answered_at, survey.recorded_by = clock.now(), by
    survey.save()
    complaint.satisfaction = result
    complaint.save(update_fields=["satisfaction"])
    publish(SatisfactionTold(complaint.number, result), about=complaint, by=by, reason=survey.text)
    if result == Satisfaction.NOT_SATISFIED:
        _begin_again(complaint, reason=survey.text or _("Not satisfied"), by=by)


@dataclass(frozen=True)
class Planned:
    text: str
    owner: object
    due_on: date


@transaction.atomic
def find_cause(complaint: Complaint, *, cause: str, note: str = "", because: str = "", by) -> None:
    """Why it came about; ``because`` says why nothing is changed, when that is so."""
    complaint.lock()
    complaint.cause, complaint.cause_note, complaint.no_measure_because = cause, note.strip()[:500], because.strip()[:300]
    complaint.save(update_fields=["cause", "cause_note", "no_measure_because"])
    publish(CauseFound(complaint.number, cause), about=complaint, by=by, reason=note)


@transaction.atomic
def decide_measures(complaint: Complaint, planned: list[Planned]) -> list[Measure]:
    complaint.lock()
    now = clock.now()
    return [
        Measure.objects.create(complaint=complaint, text=one.text.strip()[:500], owner=one.owner, due_on=one.due_on, decided_at=now)
        for one in planned
    ]


@transaction.atomic
def confirm_measure(measure: Measure, *, note: str, by) -> None:
    measure = locked(Measure.objects.filter(pk=measure.pk)).select_related("complaint").get()
    if measure.done_at:
        raise Refused(_("This measure is confirmed already."))
    require_reason(note)
    measure.done_at, measure.done_by, measure.done_note = clock.now(), by, note.strip()[:500]
    measure.save(update_fields=["done_at", "done_by", "done_note"])
    publish(MeasureDone(measure.complaint.number, measure.text), about=measure.complaint, by=by, reason=note)


def missing(complaint: Complaint) -> list[str]:
    """What still stands between this complaint and its end."""
    found = []
    if not complaint.satisfaction:
        found.append(_("the customer's satisfaction"))
    if not complaint.cause:
        found.append(_("the cause"))
    if not complaint.no_measure_because and not complaint.measures.exists():
        found.append(_("a measure, or why there is none"))
    return found


@transaction.atomic
def close(complaint: Complaint, *, by) -> None:
    """Refuses while satisfaction, cause or measure is missing, and names what is."""
    complaint.begin("close")
    if lacks := missing(complaint):
        raise Refused(_("Still missing: %(things)s.") % {"things": "; ".join(lacks)})
    complaint.closed_at = clock.now()
    told = ComplaintClosed(complaint.number, complaint.satisfaction, complaint.cause)
    complaint.finish("close", told, by=by, save=["closed_at"])


@transaction.atomic
def reopen(complaint: Complaint, *, reason: str, by=None) -> None:
    """Within seven days of its end; a new three hours begin."""
    complaint.lock()
    require_reason(reason)
    complaint.require("reopen")
    if complaint.closed_at and clock.now() > complaint.closed_at + norms.REOPEN.span:
        raise Refused(_("It was closed too long ago. Please open a new complaint."))
    _begin_again(complaint, reason=reason, by=by)


def _begin_again(complaint: Complaint, *, reason: str, by) -> None:
    """What the customer said before counts no longer; a superior takes over."""
    complaint.satisfaction, complaint.resolved_at, complaint.closed_at = "", None, None
    promised = clocks.promises(clock.now(), ClockKind.SOLUTION, ClockKind.RESOLUTION)
    kept = ["satisfaction", "resolved_at", "closed_at"]
    complaint.finish("reopen", ComplaintReopened(complaint.number, promised), by=by, reason=reason, save=kept)
    escalate(complaint, by=by, reason=reason)
    clocks.settle(complaint)
