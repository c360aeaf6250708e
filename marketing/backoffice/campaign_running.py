"""Acts on a campaign that runs or ran, and on its parts: each calls one service."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.backoffice.campaign_acts import AllowLate, AllowUnacknowledged, CampaignAct, Cancel
from marketing.backoffice.campaigns import CampaignDetail
from marketing.forms.campaigns import CostForm, EvaluationForm, IssueForm, RemarkForm, SolutionForm
from marketing.models import Campaign, CampaignCost, CampaignDepartment, CampaignIssue, CampaignState
from marketing.services.campaigns import following, readiness, running
from microstore.core.pages import ActionPage, ReasonForm

S = CampaignState


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


CampaignDetail.actions[:0] = [CheckDay, LogIssue, Evaluate, Resume, Pause]
CampaignDetail.actions.extend([Archive, AllowLate, AllowUnacknowledged, End, Cancel])
