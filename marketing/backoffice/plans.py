"""The monthly marketing plan: list, plan, activities."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.forms.campaigns import ActivityForm, PlanForm
from marketing.models import MarketingPlan, PlanActivity
from marketing.services import plans
from microstore.core import charts, clock
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, LinkColumn, ListPage, Menu, MoneyColumn, Panel, ReasonForm, StatusColumn
from microstore.core.pages.registry import find


class PlanTable(tables.Table):
    month = LinkColumn("marketing-plan", verbose_name=gettext_lazy("Month"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    budget_fen = MoneyColumn(verbose_name=gettext_lazy("Budget"))
    version = tables.Column(verbose_name=gettext_lazy("Version"))

    class Meta:
        model = MarketingPlan
        fields = ("month", "state", "budget_fen", "version")


class PlanList(ListPage):
    url = "marketing-plans/"
    name = "marketing-plans"
    title = gettext_lazy("Marketing plans")
    permission = "marketing.view_marketingplan"
    menu = Menu(Department.MARKETING, icon="plan", position=20)
    model = MarketingPlan
    table_class = PlanTable
    keyset = ("-month", "-id")
    empty_text = gettext_lazy("No plan yet. The plan of a month is due on the 25th of the month before.")


def _facts(request, row) -> dict:
    return {
        "facts": [
            (_("Aim"), row.aim or None), (_("Target customers"), row.customers), (_("Channels"), row.channels),
            (_("Due"), f"{plans.due_on(row.month):%Y-%m-%d}"),
        ]
    }  # fmt: skip


def _activities(request, row) -> dict:
    rows = plans.actual_by_activity(row)
    page = find("plan-activity-edit")
    may = page.is_open_to(request.user) and row.state == MarketingPlan.State.DRAFT
    return {
        "rows": [(one, committed, actual, page.get_url(one) if may else "") for one, committed, actual in rows],
        "split": sum(one.budget_fen for one, _committed, _actual in rows), "spent": sum(actual for _one, _committed, actual in rows),
        "chart": charts.bars(_("Budget split, yuan"), [one.name for one, _c, _a in rows], [one.budget_fen // 100 for one, _c, _a in rows])
        if rows else None,
    }  # fmt: skip


class PlanDetail(DetailPage):
    url = "marketing-plans/<int:pk>/"
    name = "marketing-plan"
    title = gettext_lazy("Marketing plan")
    permission = "marketing.view_marketingplan"
    model = MarketingPlan
    lookup = "pk"
    panels = [Panel("marketing/backoffice/_activities.html", gettext_lazy("Activities: plan and actual"), context=_activities)]
    side = [Panel("marketing/backoffice/_plan_facts.html", gettext_lazy("For whom and where"), context=_facts)]

    def heading(self, row):
        return _("Marketing plan %(month)s") % {"month": row}

    def subheading(self, row):
        return _("Version %(number)d") % {"number": row.version}


class PlanCreate(FormPage):
    url = "marketing-plans/new/"
    name = "marketing-plan-new"
    title = gettext_lazy("Draw up a plan")
    permission = "marketing.change_marketingplan"
    icon = "plus"
    model = MarketingPlan
    form_class = PlanForm
    back = PlanDetail

    def initial(self, row):
        return {"month": plans.next_month(clock.today())}

    def save(self, form, by):
        return plans.draft(form.instance, by=by)


class PlanEdit(FormPage):
    url = "marketing-plans/<int:pk>/edit/"
    name = "marketing-plan-edit"
    title = gettext_lazy("Edit")
    permission = "marketing.change_marketingplan"
    icon, tone = "edit", "plain"
    model = MarketingPlan
    form_class = PlanForm
    back = PlanDetail

    def is_open(self, row, user):
        return row.state == MarketingPlan.State.DRAFT

    def save(self, form, by):
        return plans.draft(form.instance, by=by)


class ActivityAdd(ActionPage):
    url = "marketing-plans/<int:pk>/activities/new/"
    name = "plan-activity-new"
    title = gettext_lazy("Add an activity")
    permission = "marketing.change_marketingplan"
    icon, tone = "plus", "plain"
    model = MarketingPlan
    form_class = ActivityForm
    back = PlanDetail

    def is_open(self, row, user):
        return row.state == MarketingPlan.State.DRAFT

    def form_kwargs(self, row):
        return {"instance": PlanActivity(plan=row)}

    def initial(self, row):
        return {"starts_on": row.month}

    def perform(self, row, form, by):
        plans.keep_activity(form.instance, by=by)
        return _("Added.")


class ActivityEdit(FormPage):
    url = "marketing-plans/activities/<int:pk>/"
    name = "plan-activity-edit"
    title = gettext_lazy("Edit the activity")
    permission = "marketing.change_marketingplan"
    model = PlanActivity
    form_class = ActivityForm
    back = PlanDetail

    def back_url(self, row):
        return PlanDetail.get_url(row.plan)

    def done_url(self, row):
        return PlanDetail.get_url(row.plan)

    def save(self, form, by):
        return plans.keep_activity(form.instance, by=by)


class PlanSubmit(ActionPage):
    url = "marketing-plans/<int:pk>/submit/"
    name = "marketing-plan-submit"
    title = gettext_lazy("Submit to operations")
    permission = "marketing.add_marketingplan"
    icon = "send"
    model = MarketingPlan
    form_class = ReasonForm
    back = PlanDetail
    move = "submit"

    def perform(self, row, form, by):
        approval = plans.submit(row, reason=form.cleaned_data["reason"], by=by)
        return _("%(approval)s waits for a decision.") % {"approval": approval}


class PlanRevise(ActionPage):
    url = "marketing-plans/<int:pk>/revise/"
    name = "marketing-plan-revise"
    title = gettext_lazy("Draw up anew")
    permission = "marketing.add_marketingplan"
    icon, tone = "edit", "plain"
    model = MarketingPlan
    form_class = ReasonForm
    back = PlanDetail
    move = "revise"

    def perform(self, row, form, by):
        plans.revise(row, reason=form.cleaned_data["reason"], by=by)
        return _("It is a draft again.")


PlanList.actions.append(PlanCreate)
PlanDetail.actions.extend([PlanSubmit, ActivityAdd, PlanEdit, PlanRevise])
