"""What must hold of complaints."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from customerservice.models import Breach, Complaint, ComplaintClock, Satisfaction, Survey
from customerservice.services.complaints import clocks
from microstore.core.declarations import Check

COMPUTED = ("kind", "round", "started_at", "due_at", "met_at", "stopped_at", "paused_at")


@Check.register("complaints", _("the clocks of a complaint are those its events tell of"))
def clocks_follow_events():
    for complaint in Complaint.objects.prefetch_related("clocks").iterator(200):
        kept = {tuple(getattr(one, name) for name in COMPUTED) for one in complaint.clocks.all()}
        told = {tuple(getattr(one, name) for name in COMPUTED) for one in clocks.replay(complaint)}
        if kept != told:
            yield f"{complaint}: {sorted(map(str, kept ^ told))}"


@Check.register("complaints", _("whatever was promised and came too late stands as a broken promise"))
def broken_promises_are_kept():
    broken = set(Breach.objects.values_list("complaint_id", "kind", "round"))
    for one in ComplaintClock.objects.exclude(met_at=None).select_related("complaint").iterator(500):
        if one.met_at > one.due_at and (one.complaint_id, one.kind, one.round) not in broken:
            yield f"{one.complaint} {one.kind} {one.round}"


@Check.register("complaints", _("a closed complaint has satisfaction, cause, and a measure or why there is none"))
def closed_is_complete():
    rows = Complaint.objects.filter(state="closed").annotate(planned=Count("measures"))
    lacking = rows.filter(Q(satisfaction="") | Q(cause="") | Q(planned=0, no_measure_because=""))
    yield from (str(row) for row in lacking)


@Check.register("complaints", _("who was not satisfied does not stand as closed by that answer"))
def dissatisfied_are_not_closed():
    rows = Complaint.objects.filter(state="closed", satisfaction=Satisfaction.NOT_SATISFIED)
    yield from (str(row) for row in rows)
    for survey in Survey.objects.filter(answered_at=None).exclude(complaint__state="satisfaction_check").select_related("complaint"):
        yield f"{survey.complaint}: {survey.complaint.state}"
