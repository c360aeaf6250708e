"""What the company owes to its market, and the facts that prove it (duties P1 to P3, L12, M16)."""
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import MarketSurvey, PriceObservation, SelectionProposal
from catalog.selection import norms
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty


@duty(
    "P1", _("Selection of new products is reviewed by the departments"), post=Post.PRODUCT_MANAGER, cadence=Cadence.MONTHLY,
    page="proposals", source="S0 §四(二)1", workdays_only=True, grace_days=3,
)  # fmt: skip
def selection_reviewed(period: Period) -> Evidence:
    """What lay with the departments in the period, and was decided before its end; at least one review a month."""
    start, end = period.bounds
    handed_in = SelectionProposal.objects.filter(handed_in_at__lt=end).filter(Q(decided_at=None) | Q(decided_at__gte=start))
    owed, done = max(1, handed_in.count()), handed_in.filter(decided_at__lt=end).count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= end else 0, url="/backoffice/catalog/proposals/")


@duty(
    "P3", _("Competitors' prices and promotions are looked at"), post=Post.PRODUCT_MANAGER, cadence=Cadence.MONTHLY, page="observations",
    source="S1 §二(二)2", workdays_only=True,
)  # fmt: skip
def market_watched(period: Period) -> Evidence:
    owed = norms.OBSERVATIONS.value
    done = min(owed, PriceObservation.objects.filter(seen_on__range=(period.first, period.last)).count())
    missed = owed - done if clock.now() >= period.bounds[1] else 0
    return Evidence(done, owed, missed=missed, url="/backoffice/catalog/observations/")


def surveyed(period: Period, moment: str) -> Evidence:
    """One survey a month: confirmed, or answered, before the month is over."""
    survey, end = MarketSurvey.objects.filter(month=period.first).first(), period.bounds[1]
    at = getattr(survey, moment, None)
    done = int(at is not None and at < end)
    missed = 1 - done if clock.now() >= end else 0
    return Evidence(done, 1, missed=missed, url=survey.get_absolute_url() if survey else "/backoffice/catalog/surveys/")


@duty(
    "L12", _("Competitors' prices and new products are surveyed every month"), post=Post.LISTING, cadence=Cadence.MONTHLY,
    page="market-surveys", source="S2b §二(一)2(2)", workdays_only=True, escalate=Post.PRODUCT_MANAGER,
)  # fmt: skip
def market_surveyed(period: Period) -> Evidence:
    return surveyed(period, "confirmed_at")


@duty(
    "M16", _("Competitors' promotions are answered with what we do differently"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY,
    page="market-surveys", source="S1 §二(二)5", workdays_only=True, grace_days=3,
)  # fmt: skip
def strategy_written(period: Period) -> Evidence:
    return surveyed(period, "strategy_at")


carried(
    "P2", _("Nothing is selected without demand, quality record, qualified supplier and margin"), post=Post.PRODUCT_MANAGER,
    page="proposals", source="S1 §三(一)",
)  # fmt: skip
