"""The market of the demo: prices of competitors over five months, surveys, alarms, and proposals on every part of their way."""
import json
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from catalog.models import Competitor, CompetitorProduct, PriceAlarm, ProposalScore, Sku, Supplier
from catalog.selection.services import alarms, market, proposals, surveys
from catalog.services import prices
from microstore.core import clock
from microstore.core.days import business_day, day_bounds

MONTH = timedelta(days=30)
VOTERS = ("listing", "operations", "service.lead", "warehouse")


def said() -> dict:
    return json.loads((Path(__file__).parents[1] / "data" / "demo_market.json").read_text(encoding="utf-8"))


@transaction.atomic
def load(now: datetime) -> None:
    """Told in the order of time, each at its moment. Again it changes nothing."""
    if Competitor.objects.exists():
        return
    words = said()
    with clock.at(now - 5 * MONTH):
        rivals = _record(words)
    looks = sorted(_looks(words["rivals"], rivals, now), key=lambda look: look[0])
    closings = _closings(now, words["surveys"])
    for moment, act in sorted([*looks, *closings], key=lambda one: one[0]):
        with clock.at(moment):
            act()
    with clock.at(now - timedelta(hours=20)):
        _answer_one(words["answer"])
    for row in words["proposals"]:
        _propose(row, words, rivals, now)


def _user(name: str):
    return get_user_model().objects.select_related("staff").get(username=name)


def _record(words) -> list[CompetitorProduct]:
    shops = [Competitor.objects.create(**row, created_at=clock.now()) for row in words["competitors"]]
    skus = {sku.code: sku for sku in Sku.objects.filter(code__in=[row["sku"] for row in words["rivals"]])}
    return [
        CompetitorProduct.objects.create(
            competitor=shops[row["of"]], name=row["name"], spec=row["spec"], sku=skus.get(row["sku"]), intake_per_day=row.get("a_day"))
        for row in words["rivals"]]


def _looks(rows, rivals, now: datetime):
    """A look a month at each product, the last ones of this month; what is new was seen lately alone."""
    ours = {pk: price.amount_fen for pk, price in prices.current([one.sku_id for one in rivals if one.sku_id], None).items()}
    by = _user("listing")
    for number, (row, rival) in enumerate(zip(rows, rivals, strict=True)):
        base = row.get("fen") or ours[rival.sku_id] * row["start"] // 100
        back = 1 if len(row["steps"]) == 4 else 0  # nobody looked at it this month yet
        for place, step in enumerate(reversed(row["steps"])):
            moment = now - (place + back) * MONTH - timedelta(hours=26 + number * 3)
            price, promo = base * (100 + step) // 1000 * 10, row["promo"][len(row["steps"]) - 1 - place]
            yield moment, lambda rival=rival, price=price, promo=promo: market.observe(rival, price_fen=price, promo=promo, by=by)


def _closings(now: datetime, said_then):
    """The surveys of the two months before this one, confirmed on their last evening; each with what marketing made of it."""
    first = business_day(now).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    for words, following in zip(said_then, (before, first), strict=True):
        yield day_bounds(following)[0] - timedelta(hours=5), lambda words=words: _survey(words)


def _survey(words) -> None:
    """Unless the looks of the month fell beside it."""
    survey = surveys.of_month()
    if all(row["what"] == surveys.UNSEEN for row in surveys.draft(survey)):
        return
    surveys.confirm(survey, summary=words["summary"], by=_user("listing"))
    surveys.write_strategy(survey, text=words["strategy"], by=_user("marketing"))


def _answer_one(text: str) -> None:
    alarm = PriceAlarm.objects.filter(state=PriceAlarm.State.OPEN).order_by("pk").last()
    if alarm:
        alarms.answer(alarm, text=text, by=alarm.owner or _user("product"))


def _propose(row, words, rivals, now: datetime) -> None:
    like = Sku.objects.select_related("product__category", "product__brand").get(code=row["like"]).product
    proposer = _user("purchasing" if row["votes"] else "product")
    with clock.at(now - timedelta(days=row["days_ago"])):
        proposal = proposals.propose({
            "name": row["name"], "spec": row["spec"], "product_class": like.product_class, "category": like.category, "brand": None,
            "supplier": Supplier.objects.get(code=row["supplier"]), "purchase_fen": row["purchase"], "planned_fen": row["planned"],
            "planned_on": (now + timedelta(days=row["in_days"])).date(),
            "rival": None if row["rival"] is None else rivals[row["rival"]],
        }, by=proposer)
        evidence = words["evidence"] | {"demand": row["demand"]}
        given = {one: (points, evidence[one]) for one, points in zip(ProposalScore.Criterion.values, row["points"], strict=True) if points}
        proposals.score(proposal, given, by=proposer)
    if row["votes"]:
        _review(proposal, row, words, now)


def _review(proposal, row, words, now: datetime) -> None:
    handed_in = now - timedelta(days=row["days_ago"]) + timedelta(hours=3)
    with clock.at(handed_in):
        proposals.hand_in(proposal, by=proposal.proposed_by)
    for place, (name, vote) in enumerate(zip(VOTERS, row["votes"], strict=True)):
        if vote is not None:
            with clock.at(handed_in + timedelta(hours=6 * (place + 1))):
                proposals.vote(proposal, is_yes=bool(vote), reason=words["votes"]["yes" if vote else "no"][place], by=_user(name))
    if row.get("make"):
        with clock.at(handed_in + timedelta(days=2)):
            proposals.make_product(proposal, by=_user("product"))
