"""Openings of stores: the list, and one cockpit each with its steps, what is missing and whose turn it is (state C23)."""

import django_filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.declarations import Department
from microstore.core.pages import Column, DateColumn, DetailPage, LinkColumn, ListPage, Menu, Panel, StatusColumn, TimeColumn, View
from microstore.stores.backoffice.stores import preview_of
from operations.models import Opening, OpeningState
from operations.services import acceptance
from operations.services import opening as openings

S = OpeningState
WAY = (S.RESEARCH, S.POSITIONING, S.PLAN, S.SUBMITTED, S.BUILDING, S.ACCEPTANCE, S.OPEN)
STAMPS = {
    S.RESEARCH: "researched_at", S.POSITIONING: "positioned_at", S.SUBMITTED: "approved_at", S.BUILDING: "built_at", S.OPEN: "ended_at",
}  # fmt: skip
TURNS = {
    S.RESEARCH: _("Operations writes the market research."),
    S.POSITIONING: _("Operations writes the positioning."),
    S.PLAN: _("Operations writes the plan and sets the goals."),
    S.SUBMITTED: _("The director decides on the plan."),
    S.APPROVED: _("Operations begins to build."),
    S.BUILDING: _("Designer and listing specialist build pages and shelves; quality records the licences."),
    S.ACCEPTANCE: _("Operations leads the acceptance; product management and marketing confirm their items."),
}


def under_way(user):
    return Opening.objects.visible_to(user).under_way().count()


class OpeningTable(tables.Table):
    store = LinkColumn("opening", verbose_name=_("Store"), order_by=("store__name",))
    kind = Column(accessor="store__get_kind_display", verbose_name=_("Kind"), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    owner = Column(verbose_name=_("Leads the opening"), orderable=False)
    begun_at = TimeColumn(verbose_name=_("Begun"))
    planned_for = DateColumn(verbose_name=_("Planned opening day"), default="–")

    class Meta:
        model = Opening
        fields = ()

    def render_owner(self, value):
        return getattr(value, "name", "") or str(value)


class OpeningFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=S.choices, label=_("State"))
    current = django_filters.BooleanFilter(label=_("Under way"), method="by_current", widget=django_filters.widgets.BooleanWidget)

    class Meta:
        model = Opening
        fields = ["state", "current"]

    def by_current(self, rows, name, value):
        return rows.under_way() if value else rows.exclude(pk__in=rows.under_way().values("pk"))


class OpeningList(ListPage):
    url, name = "openings/", "openings"
    title = _("Store openings")
    permission = "operations.view_opening"
    menu = Menu(Department.OPERATIONS, icon="flag", position=59, count=under_way)
    model = Opening
    table_class, filterset_class = OpeningTable, OpeningFilter
    views = [
        View("current", _("Under way"), "current=true"), View("decide", _("Before the director"), "state=submitted"),
        View("acceptance", _("In acceptance"), "state=acceptance"),
    ]  # fmt: skip
    search_fields = ("store__name", "^store__code")
    search_hint = _("Store name or code")
    keyset = ("-begun_at", "-pk")
    export_name = "openings"
    empty_text = _("No store is on its way. A new one begins with its market research.")

    def get_queryset(self):
        return super().get_queryset().select_related("store", "owner")


def gate_of(request, row):
    """What is missing for the next step, and whose turn it is."""
    waiting = approvals.waiting_about(row) if row.state == S.SUBMITTED else None
    gaps = openings.gaps(row) if row.state != S.ACCEPTANCE else []
    turn = TURNS.get(row.state, "")
    if row.state == S.ACCEPTANCE and all(item.is_done for item in acceptance.items(row)):
        turn = _("Everything is in order: the director opens the store.")
    may_see = waiting and (waiting.asked_by_id == request.user.pk or request.user.has_perm(approvals.kinds[waiting.kind].permission))
    return {"turn": turn, "gaps": gaps, "approval": may_see and reverse("backoffice:approval", args=[waiting.number])}


def checklist_of(request, row):
    return {"items": acceptance.items(row), "links": acceptance.latest_links(row)}


def words_of(request, row):
    names = ("customers", "competitors", "trends", "positioning", "plan")
    return {"parts": [(row._meta.get_field(name).verbose_name, getattr(row, name)) for name in names]}


def preview(request, row):
    return preview_of(request, row.store) | {"store": row.store}


class OpeningDetail(DetailPage):
    url, name = "openings/<str:code>/", "opening"
    title = _("Store opening")
    permission = "operations.view_opening"
    model, lookup = Opening, "store__code"
    panels = [
        Panel("operations/backoffice/_gate.html", _("Next step"), context=gate_of, is_shown=lambda row: row.is_under_way),
        Panel(
            "operations/backoffice/_checklist.html", _("Acceptance"), context=checklist_of, is_flush=True,
            is_shown=lambda row: row.state == S.ACCEPTANCE,
        ),
        Panel("operations/backoffice/_words.html", _("Research, positioning, plan"), context=words_of),
    ]  # fmt: skip
    side = [
        Panel(
            "operations/backoffice/_preview.html", _("Look in before it opens"), context=preview, permission="stores.view_page",
            is_shown=lambda row: row.store.is_announced and row.is_under_way,
        ),
        Panel("operations/backoffice/_opening.html", _("Opening")),
    ]  # fmt: skip

    def get_queryset(self):
        return super().get_queryset().select_related("store", "owner")

    def subheading(self, row):
        return f"{row.store.get_absolute_url()} · {row.store.get_kind_display()}"

    def links(self, row):
        return [(now("Record of the store"), reverse("backoffice:store", args=[row.code]), "store")]

    def steps(self, row):
        """Seven steps; an approved plan is the end of the fourth. One that was given up stays where it ended."""
        at = WAY.index(row.state) if row.state in WAY else WAY.index(S.BUILDING) if row.state == S.APPROVED else -1
        return [(self.word(step), self.standing(row, place, at), self.stamp(row, step)) for place, step in enumerate(WAY)]

    @staticmethod
    def word(step):
        return now("Approval") if step == S.SUBMITTED else S(step).label

    @staticmethod
    def standing(row, place, at):
        return "done" if place < at or row.state == S.OPEN else "now" if place == at else "next"

    @staticmethod
    def stamp(row, step):
        moment = getattr(row, STAMPS.get(step, ""), None) if step in STAMPS else None
        return f"{moment:%m-%d}" if moment and (step != S.OPEN or row.state == S.OPEN) else ""
