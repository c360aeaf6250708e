"""Draft a campaign, propose it, submit it; and what a change after approval brings about (duties M3, M6)."""

from django.db import transaction

from marketing.campaign_events import CampaignCancelled, CampaignChanged, CampaignDrafted, CampaignMoved, CampaignSubmitted
from marketing.campaign_norms import LARGE_BUDGET
from marketing.models import Campaign, CampaignChange, CampaignCost, CampaignDepartment, CampaignState
from marketing.models.campaign import AFTER_APPROVAL, EDITABLE
from marketing.services import promotions
from marketing.services.campaigns import facts
from microstore.compliance.scanner import Subject, Verdict
from microstore.compliance.services import door
from microstore.core import approvals, clock
from microstore.core.declarations import Department
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.models import Approval
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

TOLD = (Department.PRODUCT, Department.WAREHOUSE, Department.SERVICE, Department.SALES, Department.FINANCE)
PLACE = "marketing.campaign"
LINKS = ("stores", "products", "promotions", "coupon_kinds")


@transaction.atomic
def draft(campaign: Campaign, links: dict, costs: dict[str, int], *, by) -> Campaign:
    """Save a new or changed draft. ``links`` maps each many-to-many field to its rows, ``costs`` each purpose to its planned fen."""
    if campaign.pk:
        kept = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        if kept.state not in EDITABLE:
            raise Refused(_("%(campaign)s has been proposed. It is changed by “Change”, with a reason.") % {"campaign": kept})
    else:
        campaign.number, campaign.drafted_by = next_number("CA"), by
    _write(campaign, links, costs)
    publish(CampaignDrafted(campaign.number), about=campaign, by=by)
    return campaign


@transaction.atomic
def draft_with_owners(campaign: Campaign, links: dict, costs: dict[str, int], owners: dict[str, int | None], *, by) -> Campaign:
    """The draft, and who answers for it in each department."""
    draft(campaign, links, costs, by=by)
    for department, owner in owners.items():
        campaign.departments.filter(department=department).update(owner=owner)
    return campaign


def _write(campaign: Campaign, links: dict, costs: dict[str, int]) -> None:
    verdict = read(campaign)
    campaign.scan_level, campaign.hits = verdict.level, verdict.hits_as_json()
    campaign.full_clean(validate_unique=False, exclude=["number", "drafted_by"])
    campaign.save()
    for name, rows in links.items():
        getattr(campaign, name).set(rows)
    _plan_costs(campaign, costs)
    have = set(campaign.departments.values_list("department", flat=True))
    CampaignDepartment.objects.bulk_create(CampaignDepartment(campaign=campaign, department=one) for one in TOLD if one not in have)


def read(campaign: Campaign) -> Verdict:
    """What the law says of the texts that customers read."""
    return door.read({"name": campaign.name, "content": campaign.content}, Subject("health_food"), kind="promo", at=(PLACE, campaign.pk))


def _plan_costs(campaign: Campaign, costs: dict[str, int]) -> None:
    campaign.costs.exclude(label__in=costs).filter(committed_fen=0, actual_fen=0).delete()
    for label, fen in costs.items():
        CampaignCost.objects.update_or_create(campaign=campaign, label=label, defaults={"planned_fen": fen})


@transaction.atomic
def propose(campaign: Campaign, *, by) -> None:
    """The specialist hands a complete draft to the manager. Refuses what is incomplete, and texts with forbidden words."""
    campaign.begin("propose")
    _check(campaign)
    campaign.finish("propose", CampaignMoved(campaign.number, "propose"), by=by)


def _check(campaign: Campaign) -> None:
    if missing := facts.missing(campaign):
        raise Refused(_("Still missing: %(what)s.") % {"what": ", ".join(missing)})
    door.require_allowed(read(campaign))


@transaction.atomic
def take_back(campaign: Campaign, *, by) -> None:
    campaign.begin("take_back")
    campaign.finish("take_back", CampaignMoved(campaign.number, "take_back"), by=by)


@transaction.atomic
def rework(campaign: Campaign, *, by) -> None:
    campaign.begin("rework")
    campaign.finish("rework", CampaignMoved(campaign.number, "rework"), by=by)


@transaction.atomic
def submit(campaign: Campaign, *, reason: str, by):
    """The manager asks operations; from a certain budget on, the director."""
    campaign.begin("submit")
    _check(campaign)
    campaign.finish("submit", CampaignSubmitted(campaign.number), by=by, reason=reason)
    return _ask(campaign, reason, by)


def _ask(campaign: Campaign, reason: str, by):
    kind = "campaign.large" if campaign.budget_fen >= LARGE_BUDGET.value else "campaign.approve"
    store = campaign.stores.first() if campaign.stores.count() == 1 else None
    return approvals.ask(kind, subject=campaign, reason=reason, by=by, amount_fen=campaign.budget_fen, store_id=store and store.pk)


@transaction.atomic
def change(campaign: Campaign, values: dict, links: dict, costs: dict[str, int], *, reason: str, by) -> CampaignChange:
    """Change what was approved. What was before and after is kept; confirmations fall, offers stop, operations decides again."""
    require_reason(reason)
    campaign.lock()
    if campaign.state not in AFTER_APPROVAL:
        raise Refused(_("%(campaign)s is not approved: change the draft instead.") % {"campaign": campaign})
    before = facts.binding(campaign)
    for name, value in values.items():
        setattr(campaign, name, value)
    _write(campaign, links, costs)
    _check(campaign)
    diff = facts.difference(before, facts.binding(campaign))
    if not diff:
        raise Refused(_("Nothing that was approved has changed."))
    return back_to_review(campaign, diff, reason=reason, by=by)


def back_to_review(campaign: Campaign, diff: dict, *, reason: str, by) -> CampaignChange:
    """Inside a transaction, with the campaign locked. ``by`` asks for the new decision."""
    change = CampaignChange.objects.create(campaign=campaign, diff=diff, reason=reason, by=by)
    campaign.confirmations.filter(is_valid=True).update(is_valid=False)
    campaign.departments.update(announced_at=None, acknowledged_at=None, acknowledged_by=None, chased_at=None)
    switch_off(campaign, by=by, reason=reason)
    campaign.rules_confirmed_at = None
    campaign.finish("reopen", CampaignChanged(campaign.number, sorted(diff)), by=by, reason=reason, save=["rules_confirmed_at"])
    _ask(campaign, reason, by or campaign.drafted_by)
    return change


def switch_off(campaign: Campaign, *, by, reason: str = "") -> None:
    """Stop its offers, but those that another campaign runs with too."""
    for offer in facts.offers(campaign):
        others = offer.campaigns.filter(state__in=(CampaignState.SCHEDULED, CampaignState.RUNNING)).exclude(pk=campaign.pk)
        if not others.exists():
            promotions.deactivate(offer, by, reason=reason)


def switch_on(campaign: Campaign, *, by, reason: str = "") -> None:
    for offer in facts.offers(campaign):
        promotions.activate(offer, by, reason=reason)


@transaction.atomic
def cancel(campaign: Campaign, *, reason: str, by) -> None:
    """Before the start. A request that waits for a decision is answered by it."""
    campaign.begin("cancel")
    switch_off(campaign, by=by, reason=reason)
    close_request(campaign, reason, by)
    campaign.finish("cancel", CampaignCancelled(campaign.number), by=by, reason=reason)


def close_request(campaign: Campaign, reason: str, by) -> None:
    """What operations was asked needs no answer any more."""
    waiting = approvals.waiting_about(campaign)
    if waiting:
        waiting.state, waiting.decided_by, waiting.decided_at, waiting.decision_reason = Approval.State.WITHDRAWN, by, clock.now(), reason
        waiting.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
