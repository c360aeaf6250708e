"""Design requests: the queue, one request, and its acts."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    DateColumn,
    DetailPage,
    FormPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    ReasonForm,
    StatusColumn,
    View,
)
from microstore.core.pages.queues import Queue, declare_queue
from microstore.stores.design import requests, subjects
from microstore.stores.design.forms import AssignForm, DeliverForm, RequestForm
from microstore.stores.models import DesignRequest, DesignState
from microstore.stores.models.design import OPEN

WAY = (DesignState.ASKED, DesignState.DESIGNING, DesignState.IN_REVIEW, DesignState.APPROVED)


def waiting_count(user):
    return requests.waiting_for(user).count() or None


class RequestTable(tables.Table):
    title = LinkColumn("design-request", verbose_name=_("Request"))
    number = tables.Column(verbose_name=_("Number"))
    what = tables.Column(verbose_name=_("What for"))
    subject_label = tables.Column(verbose_name=_("Belongs to"), orderable=False)
    due_on = DateColumn(verbose_name=_("Due on"))
    designer = tables.Column(verbose_name=_("Designer"), orderable=False, default="–")
    state = StatusColumn(verbose_name=_("State"))

    class Meta:
        model = DesignRequest
        fields = ()


class RequestFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(choices=DesignState, label=_("State"))
    what = django_filters.ChoiceFilter(choices=DesignRequest.What, label=_("What for"))
    mine = django_filters.BooleanFilter(method="by_waiting", label=_("Waits for me"))
    late = django_filters.BooleanFilter(method="by_late", label=_("Late"))

    class Meta:
        model = DesignRequest
        fields = ["state", "what", "mine", "late"]

    def by_waiting(self, rows, name, value):
        return rows.filter(pk__in=requests.waiting_for(self.request.user).values("pk")) if value else rows

    def by_late(self, rows, name, value):
        return rows.late() if value else rows


class RequestList(ListPage):
    url, name = "design/", "design-requests"
    title = _("Design requests")
    permission = "stores.view_designrequest"
    menu = Menu(Department.MARKETING, icon="edit", position=32, count=waiting_count)
    model = DesignRequest
    table_class, filterset_class = RequestTable, RequestFilter
    views = [
        View("mine", _("Waits for me"), "mine=true", count=waiting_count),
        View("open", _("Open"), "&".join(f"state={state}" for state in OPEN)),
        View("late", _("Late"), "late=true"),
        View("done", _("Approved"), f"state={DesignState.APPROVED}"),
    ]
    search_fields = ("title", "^number", "subject_label")
    search_hint = _("Title, number or what it is for")
    keyset = ("due_on", "pk")
    export_name = "design-requests"
    empty_text = _("Nothing is asked for. Whoever needs pictures for a campaign, a product or a page asks here.")

    def get_queryset(self):
        return super().get_queryset().select_related("designer")


def material(request, row):
    return {"assets": row.assets.select_related("file")}


def subject_of(request, row):
    return {"url": subjects.url_of(row)}


class RequestDetail(DetailPage):
    url, name = "design/<str:number>/", "design-request"
    title = _("Design request")
    permission = "stores.view_designrequest"
    model, lookup = DesignRequest, "number"
    panels = [
        Panel("stores/backoffice/_brief.html", _("Brief")),
        Panel("stores/backoffice/_material.html", _("Material delivered"), context=material),
    ]
    side = [Panel("stores/backoffice/_request.html", _("Request"), context=subject_of)]

    def heading(self, row):
        return row.title

    def subheading(self, row):
        return row.number

    def steps(self, row):
        if row.state == DesignState.CANCELLED:
            return []
        at = 1 if row.state == DesignState.CHANGES else WAY.index(row.state)
        last = len(WAY) if row.state == DesignState.APPROVED else at
        return [
            (state.label, "done" if place < last else "now" if place == last else "next", self.small(row, state))
            for place, state in enumerate(WAY)
        ]

    def small(self, row, state):
        return now("by %(day)s") % {"day": f"{row.due_on:%m-%d}"} if state == DesignState.IN_REVIEW else ""


class RequestNew(FormPage):
    url, name = "design-requests/new/", "design-request-new"
    title = _("Ask for a design")
    permission = "stores.add_designrequest"
    form_class, back, icon = RequestForm, RequestDetail, "plus"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def initial(self, row):
        return {name: self.request.GET[name] for name in ("what", "subject", "title") if name in self.request.GET}

    def save(self, form, by):
        given = {name: form.cleaned_data[name] for name in ("what", "title", "brief", "sizes", "due_on", "designer")}
        return requests.ask(**given, about=form.about, by=by)

    def done_message(self, row):
        return now("%(number)s is asked for; the designers are told.") % {"number": row.number}


class OfRequest(ActionPage):
    model, lookup, back = DesignRequest, "number", RequestDetail


class RequestTake(OfRequest):
    url, name, move = "design/<str:number>/take/", "design-take", "take"
    title = _("Begin to design")
    permission = "stores.take_designrequest"
    icon = "play"

    def is_open(self, row, user):
        return super().is_open(row, user) and row.designer_id in (None, user.pk)

    def perform(self, row, form, by):
        requests.take(row, by=by)
        return now("It is yours.")


class RequestDeliver(OfRequest):
    url, name, move = "design/<str:number>/deliver/", "design-deliver", "deliver"
    title = _("Deliver for review")
    permission = "stores.take_designrequest"
    form_class, icon = DeliverForm, "send"

    def form_kwargs(self, row):
        return {"user": self.request.user, "row": row}

    def is_open(self, row, user):
        return super().is_open(row, user) and row.designer_id == user.pk

    def perform(self, row, form, by):
        requests.deliver(row, form.cleaned_data["assets"], note=form.cleaned_data["note"], by=by)
        return now("Delivered; whoever asked for it is told.")


class Judging(OfRequest):
    permission = "stores.view_designrequest"
    form_class = ReasonForm

    def is_open(self, row, user):
        may = row.asked_by_id == user.pk or user.has_perm("stores.approve_designrequest")
        return super().is_open(row, user) and may and row.designer_id != user.pk


class RequestApprove(Judging):
    url, name, move = "design/<str:number>/approve/", "design-approve", "accept"
    title = _("Approve the design")
    icon = "check"

    def build_form(self, row, **bound):
        form = super().build_form(row, **bound)
        form.fields["reason"].required = False
        return form

    def perform(self, row, form, by):
        requests.approve(row, by=by, reason=form.cleaned_data["reason"])
        return now("The design is approved.")


class RequestChanges(Judging):
    url, name, move = "design/<str:number>/changes/", "design-changes", "ask_changes"
    title = _("Ask for changes")
    icon, tone = "undo", "plain"

    def perform(self, row, form, by):
        requests.ask_changes(row, by=by, reason=form.cleaned_data["reason"])
        return now("The designer is told what to change.")


class RequestAssign(OfRequest):
    url, name = "design/<str:number>/assign/", "design-assign"
    title = _("Designer and due day")
    permission = "stores.change_designrequest"
    form_class, icon, tone = AssignForm, "user", "plain"

    def is_open(self, row, user):
        return row.state in OPEN

    def initial(self, row):
        return {"designer": row.designer, "due_on": row.due_on}

    def perform(self, row, form, by):
        given = form.cleaned_data
        requests.assign(row, designer=given["designer"], due_on=given["due_on"], reason=given["reason"], by=by)
        return now("Kept.")


class RequestCallOff(OfRequest):
    url, name, move = "design/<str:number>/cancel/", "design-cancel", "call_off"
    title = _("Cancel the request")
    permission = "stores.add_designrequest"
    form_class, icon, tone = ReasonForm, "x", "danger"

    def is_open(self, row, user):
        return super().is_open(row, user) and (row.asked_by_id == user.pk or user.has_perm("stores.change_designrequest"))

    def perform(self, row, form, by):
        requests.call_off(row, by=by, reason=form.cleaned_data["reason"])
        return now("Cancelled.")


RequestList.actions.append(RequestNew)
RequestDetail.actions += [RequestTake, RequestDeliver, RequestApprove, RequestChanges, RequestAssign, RequestCallOff]


def next_due(user):
    row = requests.waiting_for(user).order_by("due_on").first()
    return day_bounds(row.due_on)[1] if row else None


declare_queue(
    Queue(
        "stores.design", _("Design requests"), "stores.view_designrequest", waiting_count,
        lambda user: f"{RequestList.get_url()}?view=mine",
        icon="edit", act=_("Look at"), due=next_due, minutes=7 * 24 * 60, position=62, department=Department.MARKETING,
    )  # fmt: skip
)
