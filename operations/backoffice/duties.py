"""Duties: mine of today, all of them with filters, and one with its evidence (state C18)."""

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.backoffice.workbench import Workbench
from microstore.core.declarations import Department, Post
from microstore.core.duties import Cadence
from microstore.core.pages import (
    ANY_STAFF,
    Column,
    DateColumn,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    StatusColumn,
    TimeColumn,
    View,
    ViewPage,
    declare_queue,
)
from operations import register
from operations.backoffice import duty_rows
from operations.models import DutyRow
from operations.models.duty import LATE, DutyState


class MyDuties(ViewPage):
    url = "duties/"
    name = "duties"
    title = _("My duties")
    permission = ANY_STAFF
    menu = Menu(None, icon="check", position=5, count=duty_rows.count_today, hot=True)
    template = "operations/backoffice/my_duties.html"

    def context(self, request):
        user = request.user
        today = duty_rows.open_today(user)
        coming = duty_rows.mine(user).filter(state=DutyState.SCHEDULED).order_by("due_at")
        done = duty_rows.mine(user).of_day(clock.today()).filter(state__in=(DutyState.DONE, DutyState.VERIFIED, DutyState.WAIVED))
        return {
            "today": duty_rows.shown(today, user),
            "coming": duty_rows.shown([row for row in coming[:40] if row not in today], user),
            "done": duty_rows.shown(done.order_by("-done_at")[:40], user),
            "may_see_all": DutyList.is_open_to(user),
            "may_report": user.has_perm("operations.verify_duty"),
        }


class DutyTable(tables.Table):
    duty = LinkColumn("duty", verbose_name=_("Clause"))
    label = Column(verbose_name=_("Duty"), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    facts = Column(verbose_name=_("Evidence"), orderable=False, empty_values=())
    post = Column(verbose_name=_("Post"), orderable=False)
    person = Column(verbose_name=_("Person"), orderable=False)
    last = DateColumn(verbose_name=_("Period until"), orderable=False)
    due_at = TimeColumn(verbose_name=_("Owed by"))
    done_at = TimeColumn(verbose_name=_("Done at"), orderable=False)

    class Meta:
        model = DutyRow
        fields = ()

    def render_facts(self, record):
        return record.facts or "—"

    value_facts = render_facts

    def render_person(self, value):
        return value.name or str(value)


class DutyFilter(django_filters.FilterSet):
    day = django_filters.DateFilter(label=_("Day"), method="of_day")
    department = django_filters.ChoiceFilter(label=_("department"), choices=Department.choices)
    state = django_filters.ChoiceFilter(label=_("state"), choices=DutyState.choices)
    post = django_filters.ChoiceFilter(label=_("post"), choices=Post.choices)
    cadence = django_filters.ChoiceFilter(label=_("how often"), choices=Cadence.choices)
    duty = django_filters.CharFilter(label=_("clause"), lookup_expr="istartswith")
    late = django_filters.BooleanFilter(label=_("Late now"), method="late_now", widget=forms.CheckboxInput)
    missed = django_filters.BooleanFilter(label=_("With misses"), method="with_misses", widget=forms.CheckboxInput)

    def of_day(self, rows, name, value):
        return rows.of_day(value)

    def late_now(self, rows, name, value):
        return rows.late() if value else rows

    def with_misses(self, rows, name, value):
        return rows.with_misses() if value else rows


class DutyList(ListPage):
    url = "duties/all/"
    name = "duties-all"
    title = _("All duties")
    permission = "operations.view_dutyrow"
    menu = Menu(Department.OPERATIONS, icon="plan", position=30)
    model = DutyRow
    table_class = DutyTable
    filterset_class = DutyFilter
    views = [
        View("late", _("Late"), "late=true", count=lambda user: DutyRow.objects.visible_to(user).late().count()),
        View("to_verify", _("To verify"), "state=done"),
        View("missed", _("With misses"), "missed=true"),
    ]
    search_fields = ("=duty", "note")
    search_hint = _("Clause or note")
    keyset = ("-due_at", "-id")
    export_name = "duties"
    empty_text = _("Rows appear when a period begins.")

    def get_queryset(self):
        return DutyRow.objects.visible_to(self.request.user).select_related("person")


def evidence_of(request, row):
    page = duty_rows.page_of(row, request.user)
    return {"page_url": page.get_url() if page else "", "page_title": page.title if page else "", "clause": register.text_of(row.duty)}


class DutyDetail(DetailPage):
    url = "duties/row/<int:pk>/"
    name = "duty"
    list_name = "duties-all"
    title = _("Duty")
    permission = ANY_STAFF
    model = DutyRow
    status_fields = ("state",)
    panels = [Panel("operations/backoffice/_evidence_panel.html", _("Evidence"), context=evidence_of)]
    side = [Panel("operations/backoffice/_duty_facts.html", _("Owed"))]

    def get_queryset(self):
        return DutyRow.objects.visible_to(self.request.user).select_related("person", "done_by", "verified_by", "proof")

    def heading(self, row):
        return f"{row.duty} {row.label}"

    def subheading(self, row):
        return row.period_words

    def steps(self, row):
        return steps_of(row)


def steps_of(row) -> list[tuple]:
    """Scheduled, due, done, verified; what went wrong stands in the place where it did."""
    if row.state == DutyState.WAIVED:
        return [(_("Scheduled"), "done", ""), (_("Waived"), "now", "")]
    middle = (row.get_state_display(), "now", "") if row.state in LATE else None
    at = {DutyState.SCHEDULED: 0, DutyState.DUE: 1, DutyState.DONE: 2, DutyState.VERIFIED: 3}.get(row.state, 1)
    names = [_("Scheduled"), _("Due"), _("Done"), _("Verified")]
    steps = [(name, "done" if place < at else "now" if place == at else "next", "") for place, name in enumerate(names)]
    return [steps[0], middle, *steps[2:]] if middle else steps


Workbench.panels.append(
    Panel(
        "operations/backoffice/_home_duties.html",
        _("My duties today"),
        context=lambda request, user: {"duties": duty_rows.shown(duty_rows.open_today(user)[:6], user)},
        is_flush=True,
    )
)


def first_late(user):
    return DutyRow.objects.visible_to(user).late().order_by("due_at").values_list("due_at", flat=True).first()


declare_queue(
    Queue(
        "operations.late_duties",
        _("Late duties"),
        "operations.verify_duty",
        lambda user: DutyRow.objects.visible_to(user).late().count(),
        lambda user: f"{reverse('backoffice:duties-all')}?view=late",
        icon="alert",
        due=first_late,
        position=90,
        department=Department.OPERATIONS,
    )
)
