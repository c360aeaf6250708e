"""Duties of complaints and the facts that prove them."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from customerservice.models import Breach, ClockKind, Complaint, ComplaintClock, Inquiry, Measure, Satisfaction, Survey
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, duty
from microstore.core.sentences import gettext as _


def promises_kept(kind: str, period: Period) -> Evidence:
    """Promises of the period: kept in time, broken, or still running."""
    first, end = period.bounds
    rows = ComplaintClock.objects.filter(kind=kind, started_at__gte=first, started_at__lt=end, stopped_at=None)
    done = rows.filter(met_at__lte=F("due_at")).count()
    late = Q(met_at__gt=F("due_at")) | Q(met_at=None, paused_at=None, due_at__lt=clock.now())
    return Evidence(done=done, owed=rows.count(), missed=rows.filter(late).count(), url=reverse("backoffice:breaches"))


@duty(
    "L15", gettext_lazy("Complaints get a solution within three hours"), post=Post.SERVICE, cadence=Cadence.DAILY, page="complaints",
    source="S2b 2(1)3(1)", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def solutions_in_time(period: Period) -> Evidence:
    return promises_kept(ClockKind.SOLUTION, period)


@duty(
    "C14", gettext_lazy("Complaints are recorded, taken up and promised a time"), post=Post.SERVICE, cadence=Cadence.DAILY,
    page="complaints", source="S1 5(2)1-3", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def taken_up_in_time(period: Period) -> Evidence:
    return promises_kept(ClockKind.ACKNOWLEDGE, period)


@duty(
    "C15", gettext_lazy("Satisfaction is confirmed after each complaint, and it is prevented from happening again"), post=Post.SERVICE,
    cadence=Cadence.WEEKLY, page="complaints", source="S1 5(2)4", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def confirmed_after_resolution(period: Period) -> Evidence:
    first, end = period.bounds
    asked = Survey.objects.filter(sent_at__gte=first, sent_at__lt=end)
    done = asked.exclude(answered_at=None).count()
    missed = asked.filter(answered_at=None, expires_at__lt=clock.now()).count()
    return Evidence(done=done, owed=asked.count(), missed=missed, url=reverse("backoffice:complaints"))


@duty(
    "C16b", gettext_lazy("The causes of complaints are recorded and analysed"), post=Post.SERVICE_LEAD, cadence=Cadence.MONTHLY,
    page="complaint-causes", source="S0 4(4)3", grace_days=3,
)  # fmt: skip
def causes_recorded(period: Period) -> Evidence:
    first, end = period.bounds
    rows = Complaint.objects.filter(received_at__gte=first, received_at__lt=end).exclude(state__in=("withdrawn", "merged"))
    return Evidence(done=rows.exclude(cause="").count(), owed=rows.count(), url=reverse("backoffice:complaint-causes"))


@duty(
    "C21", gettext_lazy("What customers say reaches the departments, and their measures are carried out"), post=Post.SERVICE_LEAD,
    cadence=Cadence.WEEKLY, page="measures", source="S1 2(2)3",
)  # fmt: skip
def departments_hear(period: Period) -> Evidence:
    """Questions about complaints asked of departments in the period, and measures due in it."""
    first, end = period.bounds
    asked = Inquiry.objects.out_of(Complaint).filter(asked_at__gte=first, asked_at__lt=end)
    measures = Measure.objects.filter(due_on__gte=period.first, due_on__lte=period.last)
    done = asked.filter(answered_at__lte=F("due_at")).count() + measures.filter(done_at__lt=end).count()
    late = Q(answered_at__gt=F("due_at")) | Q(answered_at=None, due_at__lt=clock.now())
    missed = asked.filter(late).count()
    missed += measures.exclude(done_at__lt=end).count() if clock.now() >= end else 0
    return Evidence(done=done, owed=asked.count() + measures.count(), missed=missed, url=reverse("backoffice:measures"))


@duty(
    "G7", gettext_lazy("Satisfied customers are the aim, also after a complaint"), post=Post.DIRECTOR, cadence=Cadence.MONTHLY,
    page="complaint-causes", source="S1 1(3)4", grace_days=3,
)  # fmt: skip
def satisfied_after_complaints(period: Period) -> Evidence | None:
    first, end = period.bounds
    told = Survey.objects.filter(answered_at__gte=first, answered_at__lt=end).exclude(result=Satisfaction.NO_ANSWER)
    if not (count := told.count()):
        return None
    satisfied = told.filter(result=Satisfaction.SATISFIED).count()
    broken = Breach.objects.filter(at__gte=first, at__lt=end).count()
    words = _("%(satisfied)d of %(count)d were satisfied; %(broken)d promises were broken.")
    return Evidence(
        done=count, owed=count, text=words % {"satisfied": satisfied, "count": count, "broken": broken},
        url=reverse("backoffice:complaint-causes"),
    )  # fmt: skip
