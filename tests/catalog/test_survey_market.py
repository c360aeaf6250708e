"""The monthly survey shows what changed since the last one, and is kept as proof with what marketing makes of it."""
from datetime import UTC, date, datetime

import pytest

from catalog.models import MarketSurvey
from catalog.selection import duties
from catalog.selection.services import market, surveys
from microstore.core import clock
from microstore.core.duties import Cadence, period_of
from microstore.core.errors import Refused
from tests.factories.catalog import make_person, make_ready
from tests.factories.selection import make_rival

pytestmark = pytest.mark.django_db


def at(day: str):
    return clock.at(datetime.fromisoformat(f"{day}T02:00:00").replace(tzinfo=UTC))


def look(rival, price_fen, day, **more):
    with at(day):
        return market.observe(rival, price_fen=price_fen, **more)


def confirmed(day: str, summary="价格平稳") -> MarketSurvey:
    with at(day):
        survey = surveys.of_month()
        surveys.confirm(survey, summary=summary, by=make_person())
        return survey


@pytest.mark.duty("L12")
def test_survey_is_filled_with_what_moved_what_is_new_and_what_was_not_looked_at():
    with at("2026-09-10"):
        sku = make_ready(price_fen=15100).skus.get()
        moved, same, unseen = make_rival(sku), make_rival(name="鱼油"), make_rival(name="钙片")
    for rival in (moved, same, unseen):
        look(rival, 13000, "2026-09-10")
    confirmed("2026-09-20")
    look(moved, 12000, "2026-10-08", promo="满200减20"), look(same, 13000, "2026-10-08")
    with at("2026-10-09"):
        new = make_rival(name="叶黄素")
    look(new, 9900, "2026-10-09")
    with at("2026-10-10"):
        rows = surveys.draft(surveys.of_month())
    assert [(row["product"], row["what"], row["then_fen"], row["now_fen"]) for row in rows] == [
        ("叶黄素 100粒", "new", None, 9900), ("同款葡萄籽 100粒", "moved", 13000, 12000), ("钙片 100粒", "unseen", 13000, 13000),
        ("鱼油 100粒", "same", 13000, 13000)]
    assert (rows[1]["sku"], rows[1]["gap"], rows[1]["promo"]) == (sku.code, 26, "满200减20")


def test_confirmed_survey_is_kept_as_it_was():
    rival = make_rival()
    look(rival, 13000, "2026-10-08")
    survey = confirmed("2026-10-20", summary="天和堂降价促销")
    look(rival, 9000, "2026-10-25")
    survey.refresh_from_db()
    assert (survey.state, survey.summary, survey.rows[0]["now_fen"]) == ("confirmed", "天和堂降价促销", 13000)
    with at("2026-10-26"), pytest.raises(Refused):
        surveys.confirm(survey, summary="再来一次", by=make_person())


def test_survey_without_findings_or_without_a_look_is_refused():
    rival = make_rival()
    look(rival, 13000, "2026-09-08")
    with at("2026-10-20"):
        survey = surveys.of_month()
        with pytest.raises(Refused):
            surveys.confirm(survey, summary="没看", by=make_person())
        market.observe(rival, price_fen=13000)
        with pytest.raises(Refused):
            surveys.confirm(survey, summary=" ", by=make_person())
    survey.refresh_from_db()
    assert (survey.state, survey.rows) == ("open", [])


@pytest.mark.duty("M16")
def test_strategy_is_written_over_a_confirmed_survey():
    look(make_rival(), 13000, "2026-10-08")
    with at("2026-10-19"):
        survey = surveys.of_month()
        with pytest.raises(Refused):
            surveys.write_strategy(survey, text="主打批次新鲜", by=make_person())
    confirmed("2026-10-20")
    writer = make_person()
    with at("2026-10-21"):
        surveys.write_strategy(survey, text="主打批次新鲜", by=writer)
    survey.refresh_from_db()
    assert (survey.strategy, survey.strategy_by) == ("主打批次新鲜", writer)


def counted(evidence, day):
    period = period_of(Cadence.MONTHLY, date.fromisoformat(day))
    found = evidence(period)
    return found.done, found.owed, found.missed


def test_duties_are_proved_by_the_survey_and_the_observations():
    rival = make_rival()
    look(rival, 13000, "2026-10-08")
    with at("2026-10-09"):
        assert counted(duties.market_surveyed, "2026-10-09") == (0, 1, 0)
        assert counted(duties.market_watched, "2026-10-09") == (1, 10, 0)
    survey = confirmed("2026-10-20")
    with at("2026-11-02"):
        assert counted(duties.market_surveyed, "2026-10-20") == (1, 1, 0)
        assert counted(duties.strategy_written, "2026-10-20") == (0, 1, 1)
        assert counted(duties.market_watched, "2026-10-20") == (1, 10, 9)
        surveys.write_strategy(survey, text="晚了", by=make_person())
        assert counted(duties.strategy_written, "2026-10-20") == (0, 1, 1)
        assert counted(duties.selection_reviewed, "2026-10-20") == (0, 1, 1)
