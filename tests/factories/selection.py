"""Competitors, prices seen, and proposals on their way."""
import itertools
from datetime import timedelta

from catalog.models import Competitor, CompetitorProduct, ProposalScore, SelectionProposal
from catalog.selection.services import market, proposals
from microstore.core import clock
from microstore.core.declarations import Post
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_shelf

counter = itertools.count(1)
VOTERS = (Post.LISTING, Post.OPERATIONS, Post.SERVICE_LEAD, Post.WAREHOUSE_LEAD)


def make_rival(sku=None, name="同款葡萄籽", competitor="天和堂旗舰店", **fields) -> CompetitorProduct:
    shop, _ = Competitor.objects.get_or_create(name=competitor)
    return CompetitorProduct.objects.create(competitor=shop, name=name, sku=sku, **{"spec": "100粒"} | fields)


def seen(rival, price_fen, days_ago=0, **more):
    return market.observe(rival, price_fen=price_fen, seen_on=clock.today() - timedelta(days=days_ago), **more)


def make_proposal(by=None, **facts) -> SelectionProposal:
    shelf = make_shelf()
    given = {name: shelf[name] for name in ("product_class", "category", "brand", "supplier")} | {
        "name": "康养牌蓝莓叶黄素软胶囊", "spec": "0.5g/粒×60粒", "purchase_fen": 6000, "planned_fen": 12800,
        "planned_on": clock.today() + timedelta(days=30)}
    return proposals.propose(given | facts, by=by or make_staff(post=Post.PRODUCT_MANAGER).user)


def make_selected(**facts) -> SelectionProposal:
    """On the approved list, whoever voted. Written as a row."""
    proposal = make_proposal(**facts)
    SelectionProposal.objects.filter(pk=proposal.pk).update(state=SelectionProposal.State.APPROVED, decided_at=clock.now())
    proposal.refresh_from_db()
    return proposal


def scored(proposal, points=4, **other) -> SelectionProposal:
    given = {one: (other.get(one, points), f"依据{one}") for one in ProposalScore.Criterion.values}
    proposals.score(proposal, given, by=proposal.proposed_by)
    return proposal


def in_review(points=4, by=None, **other) -> SelectionProposal:
    proposal = scored(make_proposal(by=by), points, **other)
    proposals.hand_in(proposal, by=proposal.proposed_by)
    return proposal


def voted(proposal, *yes: bool) -> SelectionProposal:
    """One vote for each department, in the order of ``VOTERS``."""
    for post, is_yes in zip(VOTERS, yes, strict=False):
        proposals.vote(proposal, is_yes=is_yes, reason="同意" if is_yes else "仓储条件不足", by=make_staff(post=post).user)
    proposal.refresh_from_db()
    return proposal
