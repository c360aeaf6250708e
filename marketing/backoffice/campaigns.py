"""Campaigns: the list, the calendar of a month, and the cockpit of one campaign."""

import calendar
from datetime import date, timedelta

import django_filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.backoffice import campaign_panels as draw
from marketing.models import Campaign, CampaignState
from marketing.services.campaigns import following, readiness
from marketing.services.plans import next_month
from microstore.core import clock
from microstore.core.days import business_day, day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, LinkColumn, ListPage, Menu, MoneyColumn, Panel, StatusColumn, TimeColumn, View, ViewPage
from microstore.stores.models import Store

S = CampaignState
OPEN = (S.SUBMITTED, S.OPS_REVIEW, S.COMPLIANCE_REVIEW, S.APPROVED, S.RULES_CONFIRMED, S.SCHEDULED)
WAY = (
    (gettext_lazy("Proposal"), (S.DRAFT, S.REJECTED)),
    (gettext_lazy("Decision"), (S.SUBMITTED, S.OPS_REVIEW, S.COMPLIANCE_REVIEW)),
    (gettext_lazy("Departments and rules"), (S.APPROVED, S.RULES_CONFIRMED)),
    (gettext_lazy("Scheduled"), (S.SCHEDULED,)),
    (gettext_lazy("Running"), (S.RUNNING, S.PAUSED)),
    (gettext_lazy("Evaluation"), (S.ENDED,)),
)


class CampaignTable(tables.Table):
    number = LinkColumn("campaign", verbose_name=gettext_lazy("Number"))
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    starts_at = TimeColumn(verbose_name=gettext_lazy("Begins"))
    ends_at = TimeColumn(verbose_name=gettext_lazy("Ends"))
    budget_fen = MoneyColumn(verbose_name=gettext_lazy("Budget"))

    class Meta:
        model = Campaign
        fields = ("number", "name", "state", "starts_at", "ends_at", "budget_fen")


class CampaignFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=CampaignState.choices)
    store = django_filters.ModelChoiceFilter(label=gettext_lazy("Store"), field_name="stores", queryset=Store.objects.all())

    class Meta:
        model = Campaign
        fields = []


class CampaignCalendar(ViewPage):
    url = "campaigns/calendar/"
    name = "campaign-calendar"
    title = gettext_lazy("Calendar of campaigns")
    permission = "marketing.view_campaign"
    template = "marketing/backoffice/campaign_calendar.html"
    icon = "cal"

    def crumbs(self, row=None):
        return [(CampaignList.title, CampaignList.get_url())]

    def context(self, request) -> dict:
        month = self.month(request.GET.get("month", ""))
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        first, until = day_bounds(weeks[0][0])[0], day_bounds(weeks[-1][-1])[1]
        rows = list(Campaign.objects.visible_to(request.user).between(first, until).exclude(state=S.CANCELLED).order_by("starts_at", "pk"))
        return {
            "month": month, "today": clock.today(), "before": (month - timedelta(days=1)).replace(day=1), "after": next_month(month),
            "weeks": [[(day, [row for row in rows if self.covers(row, day)]) for day in week] for week in weeks],
        }  # fmt: skip

    @staticmethod
    def month(text: str) -> date:
        """The month asked for; this month when it is none, or none that has a month before and after it."""
        try:
            month = date.fromisoformat(f"{text[:7]}-01")
            return month if date.min.year < month.year < date.max.year else clock.today().replace(day=1)
        except ValueError:
            return clock.today().replace(day=1)

    @staticmethod
    def covers(row: Campaign, day: date) -> bool:
        return business_day(row.starts_at) <= day <= business_day(row.ends_at - timedelta(microseconds=1))


class CampaignList(ListPage):
    url = "campaigns/"
    name = "campaigns"
    title = gettext_lazy("Campaigns")
    permission = "marketing.view_campaign"
    menu = Menu(Department.MARKETING, icon="horn", position=10)
    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    search_fields = ("^number", "name", "^code")
    search_hint = gettext_lazy("Number, name or address")
    keyset = ("-starts_at", "-id")
    views = [
        View("running", gettext_lazy("Running"), f"state={S.RUNNING}&state={S.PAUSED}"),
        View("coming", gettext_lazy("Preparing"), "&".join(f"state={one}" for one in OPEN)),
        View("ended", gettext_lazy("To evaluate"), f"state={S.ENDED}"),
    ]
    actions = [CampaignCalendar]
    empty_text = gettext_lazy("No campaign yet. A campaign is proposed with aim, people, content, schedule and budget.")


class CampaignDetail(DetailPage):
    url = "campaigns/<str:number>/"
    name = "campaign"
    title = gettext_lazy("Campaign")
    permission = "marketing.view_campaign"
    model = Campaign
    lookup = "number"
    panels = [
        Panel("marketing/backoffice/_missing.html", gettext_lazy("What is missing"), context=draw.missing, is_shown=draw.is_before_start),
        Panel("marketing/backoffice/_board.html", gettext_lazy("Live board"), context=draw.board, is_shown=draw.has_started),
        Panel("marketing/backoffice/_evaluation.html", gettext_lazy("Evaluation"), is_shown=draw.is_evaluated),
        Panel("marketing/backoffice/_proposal.html", gettext_lazy("Proposal"), context=draw.proposal),
        Panel(
            "marketing/backoffice/_changes.html", gettext_lazy("Changed after approval"), context=draw.changes, is_shown=draw.was_changed,
            is_flush=True,
        ),
        Panel("marketing/backoffice/_issues.html", gettext_lazy("Problems"), context=draw.issues, is_shown=draw.has_started, is_flush=True),
        Panel(
            "marketing/backoffice/_checks.html", gettext_lazy("Daily checks"), context=draw.checks, is_shown=draw.has_started,
            is_flush=True,
        ),
    ]  # fmt: skip
    side = [
        Panel("marketing/backoffice/_campaign_facts.html", gettext_lazy("Schedule and budget"), context=draw.facts_of),
        Panel("marketing/backoffice/_departments.html", gettext_lazy("Departments"), context=draw.departments, is_flush=True),
        Panel("marketing/backoffice/_confirmations.html", gettext_lazy("Rules confirmed"), context=draw.confirmations),
        Panel("marketing/backoffice/_costs.html", gettext_lazy("Costs"), context=draw.costs, is_flush=True),
    ]

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return row.number

    def steps(self, row):
        now = next((place for place, (_label, states) in enumerate(WAY) if row.state in states), len(WAY))
        if row.state == S.CANCELLED:
            return []
        small = {2: self.deadline(row), 3: f"{row.starts_at.astimezone(clock.SHANGHAI):%m-%d %H:%M}"}
        if row.state == S.ENDED:
            small[5] = f"{following.evaluation_due(row):%m-%d}"
        return [
            (label, "done" if place < now else "now" if place == now else "next", small.get(place, ""))
            for place, (label, _states) in enumerate(WAY)
        ]

    def deadline(self, row) -> str:
        return _("by %(day)s") % {"day": f"{readiness.latest_confirmation(row).astimezone(clock.SHANGHAI):%m-%d %H:%M}"}

    def links(self, row):
        store = row.stores.first()
        return [(_("Page in the shop"), f"{store.get_absolute_url()}campaigns/{row.code}/", "ext")] if store else []


def waiting_for(user) -> Q:
    """States in which the next step is this person's."""
    may = {
        S.SUBMITTED: "marketing.submit_campaign", S.APPROVED: "marketing.confirm_campaign", S.ENDED: "marketing.evaluate_campaign",
        S.PAUSED: "marketing.run_campaign",
    }  # fmt: skip
    return Q(state__in=[state for state, permission in may.items() if user.has_perm(permission)])
