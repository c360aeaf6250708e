"""Stores on their way, goals and decisions of those that trade, and an authorisation that ends soon."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from catalog.models import Category, Listing, Product
from catalog.services import authorisations, products
from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.stores import block_registry
from microstore.stores.demo import bring_live
from microstore.stores.models import Licence, Page, Store
from microstore.stores.services import licences, pages, papers
from operations.models import AcceptanceTick, Opening
from operations.services import acceptance, links, planning
from operations.services import opening as openings
from operations.services.planning import quarter_of

TEXTS = json.loads((Path(__file__).parent / "openings.json").read_text(encoding="utf-8"))
GOODS = 14
AUTHORISED_FOR = timedelta(days=25)


def tell(now: datetime) -> None:
    """Harmless if it was told before."""
    if Opening.objects.exists():
        return
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    with transaction.atomic():
        _in_acceptance(now, people)
    with transaction.atomic():
        _before_the_director(now, people)
        _in_research(now, people)
    _trading(now, people)
    _ending(now, people)


def _found(now, days_ago, people, code) -> Opening:
    with clock.at(now - timedelta(days=days_ago)):
        return openings.found(by=people["operations"], **TEXTS[code]["store"])


def _write_up(now, begun, people, opening, code) -> None:
    """Research, positioning, plan and goals, submitted; a step every few days from ``begun`` days ago."""
    by, said = people["operations"], TEXTS[code]
    with clock.at(now - timedelta(days=begun - 3)):
        openings.write(opening, by=by, **said["research"])
        openings.finish_research(opening, by=by)
    with clock.at(now - timedelta(days=begun - 5)):
        openings.write(opening, by=by, positioning=said["positioning"])
        openings.finish_positioning(opening, by=by)
    with clock.at(now - timedelta(days=begun - 8)):
        openings.write(opening, by=by, plan=said["plan"], planned_for=(now + timedelta(days=9)).date())
        _set_goals(opening.store, 60_000_00, 400, by)
        openings.submit(opening, by=by, reason=said["submitted"])


def _in_acceptance(now, people) -> None:
    """Everything but the test order and two confirmations: the visitor can finish it."""
    opening = _found(now, 34, people, "qinghe")
    _write_up(now, 34, people, opening, "qinghe")
    with clock.at(now - timedelta(days=24)):
        approvals.decide(approvals.waiting_about(opening), yes=True, reason=TEXTS["granted"], by=people["director"])
        opening.refresh_from_db()
        openings.start_building(opening, by=people["operations"])
    with clock.at(now - timedelta(days=12)):
        _build(opening.store, people)
    with clock.at(now - timedelta(days=2)):
        openings.start_acceptance(opening, by=people["operations"])
        links.check(opening, by=people["operations"])
        acceptance.tick(opening, AcceptanceTick.Item.PAGES, note=TEXTS["ticks"]["pages"], by=people["operations"])
        acceptance.tick(opening, AcceptanceTick.Item.DATA, note=TEXTS["ticks"]["data"], by=people["product"])


def _build(store, people) -> None:
    """Papers like those of the default store, a home page like its own, and its first goods."""
    model = Store.objects.default().get()
    for paper in model.licences.all():
        licences.keep(
            Licence(
                store=store, kind=paper.kind, number=f"{paper.number[:-1]}4", name=paper.name, issuer=paper.issuer, scope=paper.scope,
                valid_from=paper.valid_from, valid_until=paper.valid_until,
            ),
            by=people["quality"],
        )  # fmt: skip
    page = store.pages.get(slug=Page.HOME)
    for seen, block in enumerate(_blocks_like(model)):
        pages.add_block(page, block["kind"], block["data"], seen=seen, by=people["designer"])
    bring_live(page, people, TEXTS["published"])
    chosen = Product.objects.filter(state="listed", live_revision__completeness=100, listings__store=model, listings__is_on=True)
    for product in chosen.distinct().order_by("pk")[:GOODS]:
        products.list_in_store(product, [store], by=people["listing"])


def _blocks_like(store):
    return [block for block in pages.live_blocks(store) if block["kind"] in block_registry.kinds and block["kind"] != pages.FOOTER]


def _before_the_director(now, people) -> None:
    opening = _found(now, 13, people, "wuyi")
    _write_up(now, 13, people, opening, "wuyi")


def _in_research(now, people) -> None:
    opening = _found(now, 2, people, "yunhe")
    with clock.at(now - timedelta(days=1)):
        openings.write(opening, by=people["operations"], customers=TEXTS["yunhe"]["research"]["customers"])


def _trading(now, people) -> None:
    """Goals of the stores that trade, and what their strategy answered to."""
    director = people["director"]
    for code, (year_fen, orders) in {"kangxuan": (260_000_00, 1500), "member": (130_000_00, 750), "heping": (45_000_00, 250)}.items():
        _set_goals(Store.objects.get(code=code), year_fen, orders, director)
    store = Store.objects.default().get()
    for said in TEXTS["decisions"]:
        with clock.at(now - timedelta(days=said["days_ago"])):
            row = planning.decide(
                store, market_fact=said["fact"], decision=said["decision"],
                review_on=(now - timedelta(days=said["days_ago"] - said["review_after"])).date(), by=director,
            )  # fmt: skip
        if outcome := said.get("outcome"):
            with clock.at(now - timedelta(days=said["days_ago"] - said["review_after"])):
                planning.review(row, outcome=outcome, by=director)


def carry_out(now) -> None:
    """The latest decisions of the first store led to its latest campaign and price changes."""
    store, director = Store.objects.default().get(), User.objects.get(username="director")
    for row in store.decisions.filter(reviewed_at=None):
        campaigns, changes = planning.campaigns_of(row)[:1], planning.price_changes_of(row)[:2]
        with clock.at(now - timedelta(hours=2)):
            planning.link(row, campaigns=list(campaigns), price_changes=list(changes), by=director)


def _set_goals(store, year_fen, orders, by) -> None:
    today = clock.today()
    planning.set_goal(store, year=today.year, quarter=None, sales_fen=year_fen, orders=orders, by=by)
    planning.set_goal(store, year=today.year, quarter=quarter_of(today), sales_fen=year_fen // 4, orders=orders // 4, by=by)


def _ending(now, people) -> None:
    """The authorisation of the partner's store ends in 25 days, and they were warned; its range is what it sells."""
    store = Store.objects.get(code="heping")
    paper = store.licences.get(kind=Licence.Kind.AUTHORISATION)
    paper.valid_until = (now + AUTHORISED_FOR).date()
    licences.keep(paper, by=people["operations"])
    sold = Listing.objects.filter(store=store).values("product__category")
    with transaction.atomic():
        authorisations.change_range(store, Category.objects.filter(pk__in=sold), by=people["operations"], reason=TEXTS["range"])
    papers.warn_ending()
