"""Start, pause, resume and end; what the beat finds due, and the guard rails (duties M7, M20)."""

from datetime import datetime

from django.db import transaction

from marketing.campaign_events import CampaignCancelled, CampaignEnded, CampaignMoved, CampaignPaused, CampaignResumed, CampaignStarted
from marketing.campaign_norms import BUDGET_STOP, STOCK_STOP
from marketing.models import Campaign, CampaignIssue, CampaignState
from marketing.services.campaigns import drafting, figures, preflight, readiness
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

BATCH = 50


def start_due() -> int:
    return sum(start(pk) for pk in list(Campaign.objects.to_start(clock.now()).order_by("starts_at").values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def start(pk: int) -> bool:
    """Mark the start once; customers have had its prices since the moment itself."""
    campaign = locked(Campaign.objects.to_start(clock.now()).filter(pk=pk)).first()
    if campaign is None:
        return False
    drafting.switch_on(campaign, by=None)
    campaign.started_at = campaign.started_at or campaign.starts_at
    fault_point("campaigns.start.before_finish")
    campaign.finish("start", CampaignStarted(campaign.number), save=["started_at"])
    door.keep(place_of(campaign), campaign)
    return True


def end_due() -> int:
    return sum(_end_due(pk) for pk in list(Campaign.objects.to_end(clock.now()).order_by("ends_at").values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _end_due(pk: int) -> bool:
    campaign = locked(Campaign.objects.to_end(clock.now()).filter(pk=pk)).first()
    if campaign is None:
        return False
    _end(campaign, at=campaign.ends_at, by=None, reason="")
    return True


@transaction.atomic
def end(campaign: Campaign, *, reason: str, by) -> None:
    """Before its time, by a person."""
    _need_reason(reason)
    campaign.begin("end")
    _end(campaign, at=clock.now(), by=by, reason=reason)


def _end(campaign: Campaign, *, at: datetime, by, reason: str) -> None:
    drafting.switch_off(campaign, by=by, reason=reason)
    campaign.ended_at = at
    campaign.finish("end", CampaignEnded(campaign.number), by=by, reason=reason, save=["ended_at"])


@transaction.atomic
def pause(campaign: Campaign, *, reason: str, by, guard: str = "") -> None:
    """From now on no order gets its offers; coupons given out before stay good."""
    _need_reason(reason)
    campaign.begin("pause")
    drafting.switch_off(campaign, by=by, reason=reason)
    campaign.finish("pause", CampaignPaused(campaign.number, guard), by=by, reason=reason)


@transaction.atomic
def resume(campaign: Campaign, *, reason: str, by) -> None:
    """Refuses while a guard rail would stop it again at once."""
    _need_reason(reason)
    campaign.begin("resume")
    if broken := broken_guard(campaign):
        raise Refused(broken[1])
    drafting.switch_on(campaign, by=by, reason=reason)
    campaign.finish("resume", CampaignResumed(campaign.number), by=by, reason=reason)


@transaction.atomic
def archive(campaign: Campaign, *, by) -> None:
    campaign.begin("archive")
    campaign.finish("archive", CampaignMoved(campaign.number, "archive"), by=by)


def _need_reason(reason: str) -> None:
    require_reason(reason)


def broken_guard(campaign: Campaign) -> tuple[str, str] | None:
    """(code, sentence) of the first guard rail that says stop."""
    used = figures.used_fen(campaign)
    if used * 100 >= campaign.budget_fen * BUDGET_STOP.value:
        return "budget", _("The budget is used.")
    if sum(preflight.stock_by_product(campaign).values()) < STOCK_STOP.value:
        return "stock", _("There is no stock for it any more.")
    if not any(store.is_trading for store in campaign.stores.all()):
        return "store", _("None of its stores is open.")
    return None


def watch() -> int:
    """Pause what a guard rail stops, and write the problem down for people to solve."""
    return sum(_watch(pk) for pk in list(Campaign.objects.filter(state=CampaignState.RUNNING).values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _watch(pk: int) -> bool:
    campaign = locked(Campaign.objects.filter(pk=pk, state=CampaignState.RUNNING)).first()
    broken = campaign and broken_guard(campaign)
    if not broken:
        return False
    pause(campaign, reason=broken[1], by=None, guard=broken[0])
    CampaignIssue.objects.create(campaign=campaign, problem=broken[1])
    return True


def give_up_missed() -> int:
    """What was never decided or never ready, and whose time is over."""
    return sum(_give_up(pk) for pk in list(Campaign.objects.missed(clock.now()).values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _give_up(pk: int) -> bool:
    campaign = locked(Campaign.objects.missed(clock.now()).filter(pk=pk)).first()
    if campaign is None:
        return False
    drafting.close_request(campaign, _("Its time is over."), None)
    drafting.switch_off(campaign, by=None)
    campaign.finish("cancel", CampaignCancelled(campaign.number), reason=_("Its time is over."))
    return True


def review_drifted() -> int:
    """A rule that was redrafted after the approval sends the campaign back to review."""
    waiting = Campaign.objects.filter(state__in=(CampaignState.APPROVED, CampaignState.RULES_CONFIRMED))
    return sum(_review_drifted(pk) for pk in list(waiting.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _review_drifted(pk: int) -> bool:
    campaign = Campaign.objects.get(pk=pk)
    campaign.lock()
    diff = readiness.drift(campaign) if campaign.is_open("reopen") else {}
    if not diff:
        return False
    drafting.back_to_review(campaign, diff, reason=_("Its rules were redrafted."), by=None)
    return True
