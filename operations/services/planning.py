"""Goals of a store and the changes of its strategy (duties O1, O2)."""

from django.db import transaction
from django.db.models import Q

from catalog.models import PriceChange
from marketing.models import Campaign
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store
from operations.events import GoalSet, StrategyDecided, StrategyLinked, StrategyReviewed
from operations.models import StoreGoal, StrategyDecision

OFFERED = 40


@transaction.atomic
def set_goal(store: Store, *, year: int, quarter: int | None, sales_fen: int, orders: int, by) -> StoreGoal:
    """Set or change the goal of a year or quarter. Refuses periods that are over."""
    store.lock()
    today = clock.today()
    if (year, quarter or 4) < (today.year, quarter_of(today)):
        raise Refused(_("A period that is over gets no goal."))
    values = {"sales_fen": sales_fen, "orders": orders, "set_by": by, "set_at": clock.now()}
    goal, _is_new = StoreGoal.objects.update_or_create(store=store, year=year, quarter=quarter, defaults=values)
    publish(GoalSet(store.code, year, quarter, sales_fen, orders), about=store, by=by)
    return goal


@transaction.atomic
def decide(store: Store, *, market_fact: str, decision: str, review_on, by) -> StrategyDecision:
    """Record a change of strategy with the fact that caused it. Refuses a review day that is not ahead."""
    if not market_fact.strip() or not decision.strip():
        raise Refused(_("Say what changed in the market and what is decided."))
    if review_on <= clock.today():
        raise Refused(_("Choose a day ahead for looking at it again."))
    row = StrategyDecision.objects.create(store=store, market_fact=market_fact, decision=decision, review_on=review_on, decided_by=by)
    publish(StrategyDecided(store.code, review_on.isoformat()), about=store, by=by, reason=decision)
    return row


@transaction.atomic
def link(row: StrategyDecision, *, campaigns, price_changes, by) -> None:
    """Say which campaigns and price changes carry the decision out: these and no others. Refuses those of other stores."""
    row.refresh_from_db(from_queryset=locked(StrategyDecision.objects.all()))
    if {*campaigns} - {*campaigns_of(row)} or {*price_changes} - {*price_changes_of(row)}:
        raise Refused(_("Only campaigns and price changes of this store."))
    row.campaigns.set(campaigns)
    row.price_changes.set(price_changes)
    publish(StrategyLinked(row.store.code), about=row.store, by=by, reason="、".join(map(str, [*campaigns, *price_changes])))


def campaigns_of(row: StrategyDecision):
    """What a decision may have led to, newest first: the newest campaigns of its store, and those that it is said to have led to."""
    newest = Campaign.objects.filter(stores=row.store).order_by("-starts_at", "-pk").values("pk")[:OFFERED]
    return Campaign.objects.filter(Q(pk__in=newest) | Q(pk__in=row.campaigns.values("pk"))).order_by("-starts_at", "-pk")


def price_changes_of(row: StrategyDecision):
    """The same of price changes, of its store and of all stores."""
    there = PriceChange.objects.filter(Q(store=row.store) | Q(store=None))
    newest = there.order_by("-asked_at", "-pk").values("pk")[:OFFERED]
    return PriceChange.objects.filter(Q(pk__in=newest) | Q(pk__in=row.price_changes.values("pk"))).order_by("-asked_at", "-pk")


@transaction.atomic
def review(row: StrategyDecision, *, outcome: str, by) -> StrategyDecision:
    """Write down what came of it. Once."""
    row.refresh_from_db(from_queryset=locked(StrategyDecision.objects.all()))
    if row.reviewed_at:
        raise Refused(_("This decision was looked at already."))
    if not outcome.strip():
        raise Refused(_("Say what came of it."))
    row.outcome, row.reviewed_by, row.reviewed_at = outcome.strip(), by, clock.now()
    row.save(update_fields=["outcome", "reviewed_by", "reviewed_at"])
    publish(StrategyReviewed(row.store.code), about=row.store, by=by, reason=outcome)
    return row


def quarter_of(day) -> int:
    return (day.month + 2) // 3
