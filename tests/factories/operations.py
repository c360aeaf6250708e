"""Openings of stores on every step of their way, made through the services."""

from dataclasses import replace

from catalog.services import products
from microstore.core import approvals, clock
from microstore.stores.models import Licence
from operations.models import AcceptanceTick, Opening
from operations.services import acceptance, links, planning
from operations.services import opening as openings
from orders.gateways import RefundState, RefundStatus
from orders.services import orders, refunds
from tests.factories.catalog import make_person, make_ready
from tests.factories.orders import make_stock, pay_order, place_order
from tests.factories.stores import FACTS, make_licence, publish_home

TEXT = "周边三公里内以退休职工为主，重视睡眠与骨骼健康，习惯在手机上比价后购买。"


def begun(code="qinghe", *, by=None, **fields) -> Opening:
    values = {"name": f"店 {code}", **FACTS, **fields}
    return openings.found(code=code, by=by or make_person(), **values)


def planned(code="qinghe", *, by=None) -> Opening:
    """Researched and positioned, the plan written with its goal for the year."""
    by = by or make_person()
    opening = begun(code, by=by)
    openings.write(opening, by=by, customers=TEXT, competitors=TEXT, trends=TEXT)
    openings.finish_research(opening, by=by)
    openings.write(opening, by=by, positioning=TEXT)
    openings.finish_positioning(opening, by=by)
    planning.set_goal(opening.store, year=clock.today().year, quarter=None, sales_fen=10_000_00, orders=100, by=by)
    openings.write(opening, by=by, plan=TEXT, planned_for=clock.today())
    return opening


def building(code="qinghe", *, by=None) -> Opening:
    by = by or make_person()
    opening = planned(code, by=by)
    openings.submit(opening, by=by, reason="请审批")
    approvals.decide(approvals.waiting_about(opening), yes=True, reason="", by=make_person())
    opening.refresh_from_db()
    openings.start_building(opening, by=by)
    return fresh(opening)


def filled(opening, *, goods=3) -> Opening:
    """Papers, a published home page and complete goods on the shelf."""
    for kind in (Licence.Kind.BUSINESS, Licence.Kind.FOOD):
        make_licence(opening.store, kind)
    publish_home(opening.store)
    for _number in range(goods):
        products.list_in_store(make_ready(), [opening.store])
    return fresh(opening)


def accepting(code="qinghe", *, by=None) -> Opening:
    by = by or make_person()
    opening = filled(building(code, by=by))
    openings.start_acceptance(opening, by=by)
    return fresh(opening)


def accepted(code="qinghe") -> Opening:
    """In acceptance with nothing left open."""
    opening = accepting(code)
    paid_back_order(opening)
    tick_all(opening)
    links.check(opening, by=make_person())
    return fresh(opening)


def paid_back_order(opening, *, refund=True):
    """A test order of the store, paid; and all its money given back."""
    sku = opening.store.listings.order_by("pk").first().product.skus.get()
    make_stock(sku, 10)
    order = place_order(opening.store, wants={sku: 1})
    pay_order(order)
    if refund:
        give_back(order)
    order.refresh_from_db()
    return order


def give_back(order) -> None:
    orders.cancel(order, by=make_person(), reason="验收测试单")
    for refund in order.refunds.select_related("payment"):
        said = RefundStatus(refund.payment.number, refund.number, RefundState.DONE, refund.amount_fen, refund.payment.received_fen)
        refunds.note_status(replace(said, provider_ref=f"50{refund.pk:010d}"))


def tick_all(opening) -> None:
    for item in AcceptanceTick.Item:
        acceptance.tick(opening, item, note="逐项核对", by=make_person())


def fresh(opening) -> Opening:
    return Opening.objects.select_related("store").get(pk=opening.pk)
