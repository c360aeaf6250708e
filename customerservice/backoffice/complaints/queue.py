"""The complaint desk: the queue by time left, and one complaint with all facts, clocks and acts on one screen."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice import norms
from customerservice.models import (
    OPEN_COMPLAINT,
    RUNNING_COMPLAINT,
    ClockKind,
    Complaint,
    ComplaintState,
    Inquiry,
    Severity,
    Survey,
)
from customerservice.services.complaints import clocks, closing
from customerservice.services.complaints.receiving import batches_of
from logistics.models import Shipment
from microstore.accounts import masking
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.models import Event
from microstore.core.pages import Menu, Queue, ViewPage, declare_queue
from microstore.core.workhours import worked_between

SHOWN = 60
TABS = {"running": RUNNING_COMPLAINT, "after": (ComplaintState.RESOLVED, ComplaintState.SATISFACTION_CHECK)}
WAY = (
    (_("Lodged"), ComplaintState.RECEIVED), (_("Taken up"), ComplaintState.ACKNOWLEDGED),
    (_("Looked into"), ComplaintState.INVESTIGATING), (_("Offered"), ComplaintState.SOLUTION_OFFERED),
    (_("Accepted"), ComplaintState.ACCEPTED), (_("Carried out"), ComplaintState.IMPLEMENTING),
    (_("Satisfied?"), ComplaintState.SATISFACTION_CHECK), (_("Closed"), ComplaintState.CLOSED),
)  # fmt: skip
PLACE = {
    ComplaintState.REFUSED: 2, ComplaintState.ESCALATED: 2, ComplaintState.REOPENED: 2, ComplaintState.RESOLVED: 6,
    **{state: at for at, (_label, state) in enumerate(WAY)},
}  # fmt: skip


def running(user):
    return Complaint.objects.visible_to(user).filter(state__in=RUNNING_COMPLAINT)


def mine(user):
    """What waits for this person: own complaints; a supervisor sees all."""
    rows = running(user)
    return rows if user.has_perm("customerservice.lead_complaint") else rows.filter(Q(owner=user) | Q(owner=None))


def waiting(user):
    return mine(user)[:1000].count() or None


def first_due(user):
    return mine(user).exclude(next_due_at=None).order_by("next_due_at").values_list("next_due_at", flat=True).first()


class ComplaintPage(ViewPage):
    template = "customerservice/backoffice/complaint.html"
    permission = "customerservice.view_complaint"
    title = _("Complaint desk")
    model = Complaint

    def get_queryset(self):
        return super().get_queryset().select_related(
            "store", "customer__user", "owner", "order__store", "order_line", "product__supplier", "batch__supplier", "merged_into"
        )

    def show(self, request, current: Complaint | None) -> dict:
        tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "running"
        if current and current.state in TABS["after"]:
            tab = "after"
        queue = list(self.get_queryset().filter(state__in=TABS[tab]).by_time_left()[:SHOWN])
        current = current or (queue[0] if queue else None)
        after = self.get_queryset().filter(state__in=TABS["after"])[:1000].count()
        return {
            "queue": queue, "tab": tab, "after_count": after, "current": current,
            "may_register": request.user.has_perm("customerservice.handle_complaint"),
            **(self.facts(request, current, queue) if current else {}),
        }  # fmt: skip

    def facts(self, request, row: Complaint, queue: list) -> dict:
        from customerservice.backoffice.complaints.acts import open_acts

        numbers = [other.number for other in queue]
        place = numbers.index(row.number) if row.number in numbers else -1
        return {
            "previous": numbers[place - 1] if place > 0 else "", "following": numbers[place + 1] if 0 <= place < len(numbers) - 1 else "",
            "place": place + 1, "acts": open_acts(request, row), "steps": steps(row), **clock_facts(row), **people_facts(request, row),
            **thing_facts(request, row), "events": Event.objects.about(row)[:100], "missing": closing.missing(row),
        }  # fmt: skip


class ComplaintQueue(ComplaintPage):
    url = "complaints/"
    name = "complaints"
    menu = Menu(Department.SERVICE, icon="alert", position=7, count=waiting, hot=True)

    def context(self, request, **kwargs):
        return self.show(request, None)


class ComplaintCockpit(ComplaintPage):
    url = "complaints/<str:number>/"
    name = "complaint"
    lookup = "number"

    def context(self, request, **kwargs):
        return self.show(request, get_object_or_404(self.get_queryset(), number=kwargs["number"]))


def steps(row: Complaint) -> list[tuple]:
    at = PLACE.get(row.state)
    if at is None:
        return [(WAY[0][0], "done", ""), (row.get_state_display(), "now", "")]
    done = row.state == ComplaintState.CLOSED
    return [(label, "done" if place < at or done else "now" if place == at else "next", "") for place, (label, _state) in enumerate(WAY)]


def clock_facts(row: Complaint) -> dict:
    """The clock that runs next in large, the others as facts, the working time beside the time on the wall."""
    now, rows = clock.now(), list(row.clocks.prefetch_related("escalations"))
    for one in rows:
        one.used = min(100, round(clocks.share_gone(one, now)))
        one.told = list(one.escalations.all())
    going = [one for one in rows if one.is_running]
    order = (ClockKind.SOLUTION, ClockKind.ACKNOWLEDGE, ClockKind.RESOLUTION)
    main = min(going, key=lambda one: order.index(one.kind), default=None)
    working = worked_between(main.started_at, now, clocks.office_hours()) if main else None
    return {
        "clocks": rows, "main": main, "working_minutes": int(working.total_seconds() // 60) if main else 0,
        "breaches": list(row.breaches.all()), "levels": (norms.FIRST_WARNING.value, norms.SECOND_WARNING.value),
    }  # fmt: skip


def people_facts(request, row: Complaint) -> dict:
    others = Complaint.objects.visible_to(request.user).exclude(pk=row.pk)
    earlier = others.filter(customer=row.customer) if row.customer_id else others.none()
    return {
        "name": masking.name(row.contact_name or (row.customer.nickname if row.customer else "")), "phone": masking.phone(row.phone),
        "earlier": list(earlier.order_by("-received_at")[:3]), "watchers": list(row.watchers.all()),
        "solutions": list(row.solutions.select_related("made_by").order_by("-pk")), "measures": list(row.measures.select_related("owner")),
        "surveys": list(row.surveys.select_related("recorded_by")), "inquiries": list(Inquiry.objects.about(row)),
    }  # fmt: skip


def thing_facts(request, row: Complaint) -> dict:
    """Order, parcels and batches; how many complaints the same batch has."""
    if not row.order_id:
        return {"lines": [], "parcels": [], "batches": [row.batch] if row.batch else []}
    batches = batches_of(row.order, row.order_line)
    for batch in batches:
        batch.complaint_count = batch.complaints.visible_to(request.user).count()
    return {
        "lines": list(row.order.lines.select_related("sku")), "batches": batches,
        "parcels": list(Shipment.objects.filter(order=row.order).exclude(state="cancelled")),
    }  # fmt: skip


def to_call(user):
    rows = Survey.objects.visible_to(user).filter(answered_at=None, call_at__lte=clock.now())
    return rows[:1000].count() or None


def held_proposals(user):
    rows = Complaint.objects.visible_to(user).filter(hold="proposed", severity=Severity.P0, state__in=OPEN_COMPLAINT)
    return rows[:1000].count() or None


declare_queue(Queue(
    code="complaints", label=_("Complaints to be solved"), permission="customerservice.handle_complaint", count=waiting,
    url=lambda user: reverse("backoffice:complaints"), icon="alert", act=_("Handle"), due=first_due, minutes=180, position=2,
))  # fmt: skip
declare_queue(Queue(
    code="complaint-calls", label=_("Ask by telephone whether satisfied"), permission="customerservice.handle_complaint", count=to_call,
    url=lambda user: f"{reverse('backoffice:complaints')}?tab=after", icon="phone", act=_("Call"), position=40,
))  # fmt: skip
declare_queue(Queue(
    code="complaint-holds", label=_("Safety: hold of a batch to be decided"),
    permission=("inventory.hold_batch", "customerservice.view_complaint"),
    count=held_proposals,
    url=lambda user: f"{reverse('backoffice:all-complaints')}?view=holds", icon="alert", act=_("Decide"), position=1,
))  # fmt: skip
