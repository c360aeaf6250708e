"""What the director, the operations centre and the maintainer owe, and the facts that prove it."""

from datetime import time

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty, duty_by_hand
from microstore.core.models import Approval, Delivery
from microstore.stores.models import Store
from operations import backup_duties, norms  # noqa: F401  registers the duties of backups
from operations.models import AcceptanceTick, CheckRound, DutyRow, Opening, StoreGoal, StrategyDecision
from operations.services.planning import quarter_of


@duty(
    "G2", _("Approvals are decided within a day"), post=Post.DIRECTOR, cadence=Cadence.DAILY, page="approvals", source="S0 §一",
    by=time(23, 59), grace_days=1,
)  # fmt: skip
def approvals_decided(period: Period) -> Evidence:
    """What was asked in the period; taken back counts as settled."""
    start, end = period.bounds
    asked = Approval.objects.filter(asked_at__gte=start, asked_at__lt=end)
    span = norms.APPROVAL_HOURS.span
    late = Q(decided_at__gt=F("asked_at") + span) | Q(decided_at=None, asked_at__lt=clock.now() - span)
    return Evidence(asked.filter(decided_at__lte=F("asked_at") + span).count(), asked.count(), missed=asked.filter(late).count())


@duty(
    "O4", _("Late duties of the week are settled"), post=Post.OPERATIONS, cadence=Cadence.WEEKLY, page="duties-all", source="S1 §二(二)1",
    workdays_only=True, grace_days=3,
)  # fmt: skip
def late_duties_settled(period: Period) -> Evidence:
    """What lapsed in the week was done after all, or waived with a reason."""
    start, end = period.bounds
    lapsed = DutyRow.objects.filter(was_late=True, escalated_at__gte=start, escalated_at__lt=end).exclude(duty="O4")
    return Evidence(lapsed.exclude(state__in=("overdue", "escalated")).count(), lapsed.count(), url="/backoffice/duties/all/?view=late")


@duty(
    "O8", _("The system is checked and the check signed"), post=Post.MAINTAINER, cadence=Cadence.DAILY, page="system-checks",
    source="S2b §二(二)1(1)", by=time(12), escalate=Post.OPERATIONS,
)  # fmt: skip
def system_check_signed(period: Period) -> Evidence:
    start, end = period.bounds
    rounds = CheckRound.objects.filter(at__gte=start, at__lt=end)
    signed = rounds.filter(signed_at__isnull=False).order_by("signed_at").select_related("signed_by").first()
    who = f"{signed.signed_by.name}: {signed.note}".rstrip(": ") if signed else ""
    return Evidence(int(signed is not None), 1, text=who, url="/backoffice/system/checks/")


@duty(
    "T1", _("News that failed and jobs that broke are dealt with"), post=Post.MAINTAINER, cadence=Cadence.DAILY, page="events",
    source="S1 §七(二)1", escalate=Post.OPERATIONS,
)  # fmt: skip
def failures_handled(period: Period) -> Evidence:
    """News of the period whose delivery failed: settled by trying again before the next day was over, or still standing."""
    start, end = period.bounds
    failed = Delivery.objects.filter(event__at__gte=start, event__at__lt=end).exclude(error="")
    until = end + norms.FAILURE_HOURS.span
    owed, done = failed.count(), failed.filter(done_at__lt=until).count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= until else 0, url="/backoffice/system/events/")


duty_by_hand(
    "O5", _("Figures of the week are analysed, proposals written down"), post=Post.OPERATIONS, cadence=Cadence.WEEKLY, page="morning",
    source="S1 §二(二)1", workdays_only=True, grace_days=1,
)  # fmt: skip
duty_by_hand(
    "O12", _("The week is reviewed in a meeting, minutes attached"), post=Post.OPERATIONS, cadence=Cadence.WEEKLY, page="duty-report",
    source="S2 §三(二)3", workdays_only=True, grace_days=1,
)  # fmt: skip
duty_by_hand(
    "O13", _("The year is summed up and the next one's goals set"), post=Post.DIRECTOR, cadence=Cadence.YEARLY, page="duty-report",
    source="S2 §三(三)3", workdays_only=True, grace_days=14,
)  # fmt: skip
duty_by_hand(
    "T3", _("Upgrades are planned, speed compared with the quarter before"), post=Post.MAINTAINER, cadence=Cadence.QUARTERLY,
    page="system-checks", source="S1 §七(二)3", workdays_only=True, grace_days=7, escalate=Post.OPERATIONS,
)  # fmt: skip
carried(
    "O1a",
    _("The director sees every store and department on one page each morning"),
    post=Post.DIRECTOR,
    page="morning",
    source="S0 §三(一)",
)
carried("X6", _("Server, speed, payment interface and links are tried three times a day"), post=Post.MAINTAINER, page="system-checks")
carried("G6", _("Work is measured: what waits, since when, what was late"), post=Post.OPERATIONS, page="duty-report", source="S1 §一(三)3")


@duty(
    "O1", _("Every trading store has its goals for the year and the quarter"), post=Post.DIRECTOR, cadence=Cadence.QUARTERLY,
    page="stores", source="S0 §三(一)", workdays_only=True, grace_days=14,
)  # fmt: skip
def stores_have_goals(period: Period) -> Evidence:
    trading = Store.objects.open().filter(opened_at__lt=period.bounds[1])
    goals = StoreGoal.objects.filter(store=OuterRef("pk"), year=period.last.year)  # a goal of a period that is over cannot be set
    set_up = trading.filter(Exists(goals.filter(quarter=None)), Exists(goals.filter(quarter=quarter_of(period.last))))
    return Evidence(set_up.count(), trading.count(), url="/backoffice/stores/")


@duty(
    "O2", _("Changes of strategy are looked at again on their day"), post=Post.DIRECTOR, cadence=Cadence.MONTHLY, page="stores",
    source="S0 §三(一)", workdays_only=True, grace_days=5,
)  # fmt: skip
def strategy_reviewed(period: Period) -> Evidence:
    """Decisions whose day fell into the period."""
    due = StrategyDecision.objects.filter(review_on__range=(period.first, period.last))
    owed, done = due.count(), due.filter(reviewed_at__lt=period.bounds[1]).count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= period.bounds[1] else 0, url="/backoffice/stores/")


@duty(
    "O3", _("A store is researched and planned before it is built"), post=Post.OPERATIONS, cadence=Cadence.MONTHLY, page="openings",
    source="S0 §四(一)1",
)  # fmt: skip
def stores_researched_first(period: Period) -> Evidence:
    """Stores that began to be built in the period: plan approved after research and positioning."""
    start, end = period.bounds
    built = Opening.objects.filter(approved_at__gte=start, approved_at__lt=end)
    first = built.filter(researched_at__lte=F("approved_at"), positioned_at__lte=F("approved_at"))
    return Evidence(first.count(), built.count(), url="/backoffice/openings/")


@duty(
    "D1", _("Pages of a new store are looked at and fit its positioning"), post=Post.DESIGNER, cadence=Cadence.MONTHLY, page="openings",
    source="S0 §四(一)2",
)  # fmt: skip
def pages_confirmed(period: Period) -> Evidence:
    return _confirmed(period, AcceptanceTick.Item.PAGES)


@duty(
    "D2b", _("Product management and marketing confirm the content of a new store"), post=Post.PRODUCT_MANAGER, cadence=Cadence.MONTHLY,
    page="openings", source="S0 §四(一)2",
)  # fmt: skip
def content_confirmed(period: Period) -> Evidence:
    return _confirmed(period, AcceptanceTick.Item.DATA, AcceptanceTick.Item.WORDS)


def _confirmed(period: Period, *items) -> Evidence:
    """Confirmations by name, in stores whose acceptance began in the period."""
    start, end = period.bounds
    begun = Opening.objects.filter(accepting_since__gte=start, accepting_since__lt=end)
    ticks = AcceptanceTick.objects.filter(opening__in=begun, item__in=items)
    return Evidence(ticks.count(), begun.count() * len(items), url="/backoffice/openings/?current=true")
