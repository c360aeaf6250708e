"""Openings of stores at every step, made through the services."""

from datetime import timedelta

from catalog.services import products
from microstore.core import approvals, clock
from operations import norms
from operations.models import AcceptanceTick, LinkCheck, Opening
from operations.services import acceptance, planning
from operations.services import opening as openings
from orders.gateways.base import RefundState, RefundStatus
from orders.models import Refund
from orders.services import orders, refunds
from tests.factories import orders as of_orders
from tests.factories.catalog import make_person, make_ready
from tests.factories.stores import FACTS, make_licence, publish_home

TEXT = "社区里五十岁以上的居民，多在药房购买钙片与鱼油，信任面对面的说明。"


def begun(code="qinghe", *, kind="official", by=None) -> Opening:
    by = by or make_person()
    return openings.found(by=by, code=code, name=f"新店 {code}", kind=kind, **FACTS)


def planned(code="qinghe", *, by=None, **more) -> Opening:
    """Research, positioning, plan and goal are written; not submitted."""
    by = by or make_person()
    opening = begun(code, by=by, **more)
    openings.write(opening, by=by, customers=TEXT, competitors=TEXT, trends=TEXT)
    openings.finish_research(opening, by=by)
    openings.write(opening, by=by, positioning=TEXT)
    openings.finish_positioning(opening, by=by)
    openings.write(opening, by=by, plan=TEXT, planned_for=clock.today() + timedelta(days=30))
    planning.set_goal(opening.store, year=clock.today().year, quarter=None, sales_fen=100_000_00, orders=500, by=by)
    return opening


def building(code="qinghe", *, by=None, **more) -> Opening:
    by = by or make_person()
    opening = planned(code, by=by, **more)
    openings.submit(opening, by=by, reason="请审批")
    approvals.decide(approvals.waiting_about(opening), yes=True, reason="同意", by=make_person())
    opening.refresh_from_db()
    openings.start_building(opening, by=by)
    return opening


def filled(opening, goods=None) -> Opening:
    """Licences, home page and as many complete goods as the norm asks."""
    for kind in ("business", "food", "authorisation"):
        make_licence(opening.store, kind)
    publish_home(opening.store)
    for _number in range(norms.OPENING_PRODUCTS.value if goods is None else goods):
        products.list_in_store(make_ready(), [opening.store])
    return opening


def accepting(code="qinghe", *, by=None, goods=None, **more) -> Opening:
    by = by or make_person()
    opening = filled(building(code, by=by, **more), goods)
    openings.start_acceptance(opening, by=by)
    opening.refresh_from_db()
    return opening


def paid_back_order(opening, *, refund=True):
    """Placed and paid in the store, and its money given back."""
    sku = opening.store.listings.first().sku
    of_orders.make_stock(sku, 5)
    order = of_orders.place_order(opening.store, wants={sku: 1})
    of_orders.pay_order(order)
    return give_back(order) if refund else order


def give_back(order):
    orders.cancel(order, reason="验收", by=order.customer.user)
    for refund in Refund.objects.filter(order=order).select_related("payment"):
        refunds.note_status(
            RefundStatus(
                our_ref=refund.payment.number, refund_ref=refund.number, state=RefundState.DONE, refund_fen=refund.amount_fen,
                total_fen=refund.payment.amount_fen, provider_ref=f"50{refund.pk:010d}", done_at=clock.now(),
            )
        )  # fmt: skip
    order.refresh_from_db()
    return order


def tick_all(opening, by=None) -> None:
    for item in AcceptanceTick.Item:
        acceptance.tick(opening, item, note="看过了", by=by or make_person())


def accepted(code="qinghe", **more) -> Opening:
    """Every item is in order; only the opening itself is left."""
    opening = accepting(code, **more)
    paid_back_order(opening)
    tick_all(opening)
    LinkCheck.objects.create(opening=opening, opened=5)
    return opening
