"""Acts on a campaign before it runs: each calls one service."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.backoffice.campaigns import CampaignDetail, CampaignList
from marketing.forms.campaigns import CampaignChangeForm, CampaignForm, ChecklistForm
from marketing.models import Campaign, CampaignState, Deviation
from marketing.models.campaign import AFTER_APPROVAL, EDITABLE
from marketing.services.campaigns import drafting, readiness
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


CampaignList.actions.append(CampaignCreate)
CampaignDetail.actions.extend([Propose, Submit, Rework, ConfirmRules, CampaignEdit, CampaignChange, TakeBack])
