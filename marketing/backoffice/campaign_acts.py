"""Acts on a campaign: each calls one service."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.backoffice.campaigns import CampaignDetail, CampaignList
from marketing.forms.campaigns import (
    CampaignChangeForm,
    CampaignForm,
    ChecklistForm,
    CostForm,
    EvaluationForm,
    IssueForm,
    RemarkForm,
    SolutionForm,
)
from marketing.models import Campaign, CampaignCost, CampaignDepartment, CampaignIssue, CampaignState, Deviation
from marketing.models.campaign import AFTER_APPROVAL, EDITABLE
from marketing.services.campaigns import drafting, following, readiness, running
from microstore.core.pages import ActionPage, FormPage, ReasonForm

S = CampaignState


class DraftPage(FormPage):
    """Form pages of campaigns know who asks."""

    model = Campaign
    lookup = "number"
    form_class = CampaignForm
    back = CampaignDetail

    def form_kwargs(self, row):
        return {**super().form_kwargs(row), "user": self.request.user}

    def initial(self, row):
        costs = {"costs": "\n".join(f"{cost.label} {cost.planned_fen / 100:g}" for cost in row.costs.all())} if row else {}
        return {**costs, "stores": [store.pk for store in row.stores.all()]} if row else {}


class CampaignCreate(DraftPage):
    url = "campaigns/new/"
    name = "campaign-new"
    title = gettext_lazy("Draft a campaign")
    permission = "marketing.add_campaign"
    icon = "plus"

    def save(self, form, by):
        return drafting.draft_with_owners(form.instance, form.links, form.cleaned_data["costs"], form.owners, by=by)


class CampaignEdit(DraftPage):
    url = "campaigns/<str:number>/edit/"
    name = "campaign-edit"
    title = gettext_lazy("Edit")
    permission = "marketing.change_campaign"
    icon = "edit"
    tone = "plain"

    def is_open(self, row, user):
        return row.state in EDITABLE

    def save(self, form, by):
        return drafting.draft_with_owners(form.instance, form.links, form.cleaned_data["costs"], form.owners, by=by)


class CampaignChange(DraftPage):
    url = "campaigns/<str:number>/change/"
    name = "campaign-change"
    title = gettext_lazy("Change")
    permission = "marketing.change_campaign"
    icon = "edit"
    tone = "plain"
    form_class = CampaignChangeForm

    def is_open(self, row, user):
        return row.state in AFTER_APPROVAL

    def warnings(self, row):
        return [_("A change of what was approved sends the campaign back to operations. Its savings stop until it is approved again.")]

    def save(self, form, by):
        campaign = Campaign.objects.get(pk=form.instance.pk)
        drafting.change(campaign, form.values, form.links, form.cleaned_data["costs"], reason=form.cleaned_data["reason"], by=by)
        return campaign


class CampaignAct(ActionPage):
    model = Campaign
    lookup = "number"
    back = CampaignDetail
    tone = "plain"

    def facts(self, row):
        return [(_("Campaign"), str(row))]


class Propose(CampaignAct):
    url = "campaigns/<str:number>/propose/"
    name = "campaign-propose"
    title = gettext_lazy("Propose")
    permission = "marketing.change_campaign"
    move, tone, icon = "propose", "primary", "send"

    def perform(self, row, form, by):
        drafting.propose(row, by=by)
        return _("Proposed. The marketing manager submits it to operations.")


class TakeBack(CampaignAct):
    url = "campaigns/<str:number>/take-back/"
    name = "campaign-take-back"
    title = gettext_lazy("Take back")
    permission = "marketing.change_campaign"
    move, icon = "take_back", "undo"

    def perform(self, row, form, by):
        drafting.take_back(row, by=by)
        return _("It is a draft again.")


class Submit(CampaignAct):
    url = "campaigns/<str:number>/submit/"
    name = "campaign-submit"
    title = gettext_lazy("Submit to operations")
    permission = "marketing.submit_campaign"
    form_class = ReasonForm
    move, tone, icon = "submit", "primary", "send"

    def perform(self, row, form, by):
        approval = drafting.submit(row, reason=form.cleaned_data["reason"], by=by)
        return _("%(approval)s waits for a decision.") % {"approval": approval}


class Rework(CampaignAct):
    url = "campaigns/<str:number>/rework/"
    name = "campaign-rework"
    title = gettext_lazy("Rework")
    permission = "marketing.change_campaign"
    move, tone, icon = "rework", "primary", "edit"

    def perform(self, row, form, by):
        drafting.rework(row, by=by)
        return _("It is a draft again.")


class ConfirmRules(CampaignAct):
    url = "campaigns/<str:number>/confirm/"
    name = "campaign-confirm"
    title = gettext_lazy("Confirm the rules")
    permission = "marketing.confirm_campaign"
    form_class = ChecklistForm
    move, tone, icon = "confirm_rules", "primary", "check"

    def perform(self, row, form, by):
        readiness.confirm(row, getattr(getattr(by, "staff", None), "department", ""), form.cleaned_data["checked"], by=by)
        return _("Confirmed.")


class AllowLate(CampaignAct):
    url = "campaigns/<str:number>/allow-late/"
    name = "campaign-allow-late"
    title = gettext_lazy("Allow late rules")
    permission = "marketing.override_campaign"
    form_class = ReasonForm
    tone, icon = "danger", "alert"

    def is_open(self, row, user):
        return row.state == S.APPROVED and readiness.is_late(row) and not readiness.has_deviation(row, Deviation.Kind.LATE_RULES)

    def perform(self, row, form, by):
        readiness.allow(row, Deviation.Kind.LATE_RULES, reason=form.cleaned_data["reason"], by=by)
        return _("The deviation is recorded.")


class AllowUnacknowledged(CampaignAct):
    url = "campaigns/<str:number>/allow-unacknowledged/"
    name = "campaign-allow-unacknowledged"
    title = gettext_lazy("Start without every acknowledgement")
    permission = "marketing.override_campaign"
    form_class = ReasonForm
    tone, icon = "danger", "alert"

    def is_open(self, row, user):
        return row.state == S.RULES_CONFIRMED

    def perform(self, row, form, by):
        readiness.allow(row, Deviation.Kind.UNACKNOWLEDGED, reason=form.cleaned_data["reason"], by=by)
        return _("The deviation is recorded.")


class RunAct(CampaignAct):
    permission = "marketing.run_campaign"
    form_class = ReasonForm


class Pause(RunAct):
    url = "campaigns/<str:number>/pause/"
    name = "campaign-pause"
    title = gettext_lazy("Pause")
    move, icon = "pause", "pause"

    def perform(self, row, form, by):
        running.pause(row, reason=form.cleaned_data["reason"], by=by)
        return _("Paused. No order gets its savings now.")


class Resume(RunAct):
    url = "campaigns/<str:number>/resume/"
    name = "campaign-resume"
    title = gettext_lazy("Resume")
    move, tone, icon = "resume", "primary", "play"

    def perform(self, row, form, by):
        running.resume(row, reason=form.cleaned_data["reason"], by=by)
        return _("It goes on.")


class End(RunAct):
    url = "campaigns/<str:number>/end/"
    name = "campaign-end"
    title = gettext_lazy("End now")
    move, tone, icon = "end", "danger", "stop"

    def perform(self, row, form, by):
        running.end(row, reason=form.cleaned_data["reason"], by=by)
        return _("Ended.")


class Cancel(CampaignAct):
    url = "campaigns/<str:number>/cancel/"
    name = "campaign-cancel"
    title = gettext_lazy("Cancel the campaign")
    permission = "marketing.submit_campaign"
    form_class = ReasonForm
    move, tone, icon = "cancel", "danger", "x"

    def perform(self, row, form, by):
        drafting.cancel(row, reason=form.cleaned_data["reason"], by=by)
        return _("Cancelled.")


class CheckDay(CampaignAct):
    url = "campaigns/<str:number>/check/"
    name = "campaign-check"
    title = gettext_lazy("Check the numbers of today")
    permission = "marketing.acknowledge_campaign"
    form_class = RemarkForm
    tone, icon = "primary", "chart"

    def is_open(self, row, user):
        return row.state in (S.RUNNING, S.PAUSED)

    def perform(self, row, form, by):
        following.check_day(row, remark=form.cleaned_data["remark"], by=by)
        return _("Noted.")


class LogIssue(CampaignAct):
    url = "campaigns/<str:number>/issue/"
    name = "campaign-issue"
    title = gettext_lazy("Report a problem")
    permission = "marketing.acknowledge_campaign"
    form_class = IssueForm
    icon = "alert"

    def is_open(self, row, user):
        return row.state in (S.RUNNING, S.PAUSED)

    def perform(self, row, form, by):
        following.log_issue(row, problem=form.cleaned_data["problem"], by=by)
        return _("Noted.")


class Evaluate(CampaignAct):
    url = "campaigns/<str:number>/evaluate/"
    name = "campaign-evaluate"
    title = gettext_lazy("Evaluate")
    permission = "marketing.evaluate_campaign"
    form_class = EvaluationForm
    move, tone, icon = "evaluate", "primary", "target"

    def perform(self, row, form, by):
        evaluation = following.evaluate(row, form.cleaned_data, by=by)
        return _("Evaluated: return %(roi)s %%.") % {"roi": "—" if evaluation.roi_percent is None else evaluation.roi_percent}


class Archive(CampaignAct):
    url = "campaigns/<str:number>/archive/"
    name = "campaign-archive"
    title = gettext_lazy("Archive")
    permission = "marketing.evaluate_campaign"
    move, icon = "archive", "bin"

    def perform(self, row, form, by):
        running.archive(row, by=by)
        return _("Archived.")


class PartAct(ActionPage):
    """An act on a part of a campaign; it leads back to the campaign."""

    back = CampaignDetail

    def get_queryset(self):
        return self.model.objects.filter(campaign__in=Campaign.objects.visible_to(self.request.user)).select_related("campaign")

    def back_url(self, row):
        return CampaignDetail.get_url(row.campaign)

    def back_label(self, row):
        return str(row.campaign)


class Acknowledge(PartAct):
    url = "campaigns/departments/<int:pk>/acknowledge/"
    name = "campaign-acknowledge"
    title = gettext_lazy("Acknowledge")
    permission = "marketing.acknowledge_campaign"
    model = CampaignDepartment

    def facts(self, row):
        return [(_("Campaign"), str(row.campaign)), (_("Department"), str(row))]

    def is_open(self, row, user):
        return row.announced_at is not None and row.acknowledged_at is None

    def perform(self, row, form, by):
        readiness.acknowledge(row, by=by)
        return _("Acknowledged for %(department)s.") % {"department": row}


class Solve(PartAct):
    url = "campaigns/issues/<int:pk>/solve/"
    name = "campaign-solve"
    title = gettext_lazy("Solve")
    permission = "marketing.acknowledge_campaign"
    model = CampaignIssue
    form_class = SolutionForm

    def facts(self, row):
        return [(_("Problem"), row.problem)]

    def is_open(self, row, user):
        return row.solved_at is None

    def perform(self, row, form, by):
        following.solve_issue(row, solution=form.cleaned_data["solution"], by=by)
        return _("Solved.")


class BookCost(PartAct):
    url = "campaigns/costs/<int:pk>/"
    name = "campaign-cost"
    title = gettext_lazy("Book costs")
    permission = "marketing.submit_campaign"
    model = CampaignCost
    form_class = CostForm

    def initial(self, row):
        return {"committed_fen": row.committed_fen, "actual_fen": row.actual_fen}

    def facts(self, row):
        return [(_("Purpose"), row.label)]

    def perform(self, row, form, by):
        given = form.cleaned_data
        following.book_cost(row, committed_fen=given["committed_fen"], actual_fen=given["actual_fen"], by=by)
        return _("Booked.")


CampaignList.actions.append(CampaignCreate)
CampaignDetail.actions.extend([
    CheckDay, LogIssue, Propose, Submit, Rework, ConfirmRules, Evaluate, Resume, Pause, CampaignEdit, CampaignChange, TakeBack, Archive,
    AllowLate, AllowUnacknowledged, End, Cancel,
])  # fmt: skip
