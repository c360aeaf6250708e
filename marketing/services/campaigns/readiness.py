"""Between approval and start: departments acknowledge, sales and marketing confirm the rules three days ahead (duties L4, M6)."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from marketing.campaign_events import CampaignAcknowledged, CampaignScheduled, DeviationAllowed, RulesChecked, RulesConfirmed
from marketing.campaign_norms import CONFIRM_BEFORE
from marketing.models import Campaign, CampaignDepartment, CampaignState, Deviation, RuleConfirmation
from marketing.services.campaigns import drafting, facts, preflight
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

CHECKLIST = (
    ("threshold", gettext_lazy("Thresholds and savings are as agreed")),
    ("coupon", gettext_lazy("Coupon terms: quota, per customer, validity")),
    ("stacking", gettext_lazy("What adds up and what excludes each other")),
    ("stock", gettext_lazy("Stock covers the goal")),
    ("pages", gettext_lazy("Pages and pictures are ready")),
    ("scripts", gettext_lazy("Sales and service have their scripts")),
)


@transaction.atomic
def acknowledge(department: CampaignDepartment, *, by) -> None:
    """Somebody of the department says by name that they know. Twice is once."""
    campaign = department.campaign
    campaign.lock()
    row = locked(CampaignDepartment.objects.filter(pk=department.pk)).get()
    if row.announced_at is None:
        raise Refused(_("This campaign has not been announced."))
    if not by.is_superuser and getattr(getattr(by, "staff", None), "department", "") != row.department:
        raise Refused(_("Only %(department)s acknowledges for itself.") % {"department": row})
    if row.acknowledged_at is None:
        row.acknowledged_by, row.acknowledged_at = by, clock.now()
        row.save(update_fields=["acknowledged_by", "acknowledged_at"])
        publish(CampaignAcknowledged(campaign.number, row.department), about=campaign, by=by)
        schedule_if_ready(campaign, by=by)


def missing_departments(campaign: Campaign):
    return campaign.departments.filter(acknowledged_at=None)


def latest_confirmation(campaign: Campaign):
    """The last moment at which the rules are confirmed in time."""
    return campaign.starts_at - CONFIRM_BEFORE.span


def is_late(campaign: Campaign) -> bool:
    return clock.now() > latest_confirmation(campaign)


def has_deviation(campaign: Campaign, kind) -> bool:
    """A deviation counts for the approval that it was given after."""
    return campaign.deviations.filter(kind=kind, at__gte=campaign.approved_at).exists() if campaign.approved_at else False


@transaction.atomic
def confirm(campaign: Campaign, side: str, checked: list[str], *, by) -> None:
    """One side confirms. Refuses an incomplete list, a failed pre-flight, and what comes too late without the director's deviation."""
    campaign.begin("confirm_rules")
    if not by.is_superuser and getattr(getattr(by, "staff", None), "department", "") != side:
        raise Refused(_("Sales and marketing each confirm for themselves."))
    if {code for code, _label in CHECKLIST} - set(checked):
        raise Refused(_("Please check every point of the list."))
    if is_late(campaign) and not has_deviation(campaign, Deviation.Kind.LATE_RULES):
        raise Refused(
            _("The rules had to be confirmed %(days)d days before the start. Only the director can let this pass.")
            % {"days": CONFIRM_BEFORE.value}
        )
    _check_drift(campaign)
    findings = preflight.run(campaign)
    if failed := [one["label"] for one in findings if not one["passed"] and one["blocks"]]:
        raise Refused(_("The pre-flight failed: %(what)s.") % {"what": ", ".join(failed)})
    _keep(campaign, side, sorted(checked), findings, by)


def _keep(campaign: Campaign, side: str, checked: list[str], findings: list[dict], by) -> None:
    RuleConfirmation.objects.get_or_create(
        campaign=campaign, side=side, is_valid=True, defaults={"checked": checked, "preflight": findings, "by": by}
    )
    publish(RulesChecked(campaign.number, side), about=campaign, by=by)
    if campaign.confirmations.filter(is_valid=True).count() == len(RuleConfirmation.Side):
        campaign.rules_confirmed_at = clock.now()
        campaign.finish("confirm_rules", RulesConfirmed(campaign.number), by=by, save=["rules_confirmed_at"])
        schedule_if_ready(campaign, by=by)


def _check_drift(campaign: Campaign) -> None:
    if drift(campaign):
        raise Refused(_("The rules differ from what was approved. Change the campaign, so that operations decides again."))


def drift(campaign: Campaign) -> dict:
    """What differs now from what was approved, for instance a promotion somebody redrafted."""
    return facts.difference(campaign.approved_facts, facts.binding(campaign)) if campaign.approved_facts else {}


def schedule_if_ready(campaign: Campaign, *, by) -> bool:
    """With the campaign locked: rules confirmed and everybody told, so its offers wait for their window."""
    if campaign.state != CampaignState.RULES_CONFIRMED:
        return False
    if missing_departments(campaign).exists() and not has_deviation(campaign, Deviation.Kind.UNACKNOWLEDGED):
        return False
    if drift(campaign):
        return False
    drafting.switch_on(campaign, by=by)
    campaign.finish("schedule", CampaignScheduled(campaign.number), by=by)
    return True


@transaction.atomic
def allow(campaign: Campaign, kind: str, *, reason: str, by) -> Deviation:
    """The director lets a deviation pass; it is kept for ever. It counts until the campaign is changed."""
    require_reason(reason)
    campaign.lock()
    if campaign.state not in (CampaignState.APPROVED, CampaignState.RULES_CONFIRMED):
        raise Refused(_("There is nothing to deviate from now."))
    deviation = Deviation.objects.create(campaign=campaign, kind=kind, reason=reason, by=by)
    publish(DeviationAllowed(campaign.number, kind), about=campaign, by=by, reason=reason)
    schedule_if_ready(campaign, by=by)
    return deviation
