"""The monthly survey (duty L12): what moved and what is new since the last one, confirmed by a person and kept; and what marketing makes
of it (duty M16)."""
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery

from catalog.models import CompetitorProduct, MarketSurvey, PriceObservation
from catalog.selection.events import StrategyWritten, SurveyConfirmed
from catalog.selection.services import market
from microstore.core import clock
from microstore.core.days import business_day
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

NEW, MOVED, SAME, UNSEEN = "new", "moved", "same", "unseen"


def of_month(day: date | None = None) -> MarketSurvey:
    """The survey of the month of ``day``, begun with the first look at it."""
    first = (day or clock.today()).replace(day=1)
    return MarketSurvey.objects.get_or_create(month=first, defaults={"opened_at": clock.now()})[0]


def since(survey: MarketSurvey) -> date:
    """The day of the last confirmed survey before it; without one, the first day of its month."""
    before = MarketSurvey.objects.filter(month__lt=survey.month, state=MarketSurvey.State.CONFIRMED).order_by("-month").first()
    return business_day(before.confirmed_at) if before else survey.month


def draft(survey: MarketSurvey) -> list[dict]:
    """One entry for each watched product of a competitor, what changed first. Three queries, whatever the number."""
    start = since(survey)
    earlier = PriceObservation.objects.filter(rival=OuterRef("pk"), seen_on__lte=start).order_by("-seen_on", "-pk")
    rivals = CompetitorProduct.objects.watched().select_related("competitor", "sku__product")
    rivals = list(rivals.annotate(then_fen=Subquery(earlier.values("price_fen")[:1])).order_by("competitor__name", "name", "pk"))
    gaps = market.gaps({rival.sku_id for rival in rivals if rival.sku_id})
    rows = [_entry(rival, start, survey.month, gaps.get(rival.sku_id)) for rival in rivals]
    return sorted(rows, key=lambda row: [NEW, MOVED, UNSEEN, SAME].index(row["what"]))


def _entry(rival, start: date, month: date, gap) -> dict:
    """JSON, as it is kept with the confirmed survey."""
    ours = gap.ours_fen if gap else None
    return {
        "id": rival.pk, "what": _what(rival, start, month), "competitor": rival.competitor.name, "product": str(rival),
        "sku": rival.sku.code if rival.sku else "", "ours_fen": ours, "then_fen": rival.then_fen, "now_fen": rival.newest_fen,
        "seen_on": str(rival.newest_on or ""), "promo": rival.newest_promo,
        "gap": market.per_cent(ours, market.reckoned(rival)) if ours and rival.newest_fen else None}


def _what(rival, start: date, month: date) -> str:
    if rival.newest_on is None or rival.newest_on < month:
        return UNSEEN
    if rival.then_fen is None and rival.first_seen_on >= start:
        return NEW
    return MOVED if rival.then_fen is not None and rival.then_fen != rival.newest_fen else SAME


@transaction.atomic
def confirm(survey: MarketSurvey, *, summary: str, by) -> None:
    """Keep what is known now as the proof. Refuses without findings in words, and while nothing was looked at in its month."""
    survey.begin("confirm_survey")
    if not summary.strip():
        raise Refused(_("Write what you found."))
    rows = draft(survey)
    if all(row["what"] == UNSEEN for row in rows):
        raise Refused(_("Nothing was looked at in this month yet."))
    survey.rows, survey.summary, survey.confirmed_by, survey.confirmed_at = rows, summary.strip(), by, clock.now()
    count = {what: sum(row["what"] == what for row in rows) for what in (MOVED, NEW)}
    told = SurveyConfirmed(str(survey), count[MOVED], count[NEW])
    survey.finish("confirm_survey", told, by=by, reason=survey.summary[:300], save=["rows", "summary", "confirmed_by", "confirmed_at"])


@transaction.atomic
def write_strategy(survey: MarketSurvey, *, text: str, by) -> None:
    """What marketing does differently, with the promotions of the competitors before its eyes. Refuses before the survey is confirmed."""
    survey.lock()
    if survey.state != MarketSurvey.State.CONFIRMED:
        raise Refused(_("The survey of this month is not confirmed yet."))
    if not text.strip():
        raise Refused(_("Write what we do differently."))
    survey.strategy, survey.strategy_by, survey.strategy_at = text.strip(), by, clock.now()
    survey.save(update_fields=["strategy", "strategy_by", "strategy_at"])
    publish(StrategyWritten(str(survey)), about=survey, by=by)
