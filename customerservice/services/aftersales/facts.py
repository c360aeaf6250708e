"""What is known about an order's units and terms, for applying, for deciding and for the pages."""

from collections import Counter

from catalog.readings import holding
from customerservice import norms
from customerservice.models import AftersaleCase, AftersaleLine
from customerservice.models.aftersale import IN_VAIN, Reason
from customerservice.services.aftersales.policy import Facts, Periods, Terms, terms_of, together
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.models import Order, OrderLine, RefundPart
from orders.services.partial_refunds import Claim, Offer, Wants, preview


def periods() -> Periods:
    return Periods(norms.AFTERSALE_UNWANTED.value, norms.AFTERSALE_FAULT.value)


def terms_for(order: Order, lines: list[OrderLine], reason: str) -> Terms:
    """What may be asked for about these lines for this reason, now. ``lines`` come with their products."""
    known, opened = periods(), holding.opened(order.number) if order.has_readings else {}
    facts = [
        Facts(
            line.sku.product.product_class, reason, order.fulfilment_state, order.delivered_at, clock.today(),
            is_opened=line.is_virtual and line.sku.product_id in opened,
        )
        for line in lines
    ]  # fmt: skip
    return together([terms_of(each, known) for each in facts])


def taken_places(order: Order) -> set[tuple[int, int]]:
    """(line, place) of units that a case is about, or whose money has gone back."""
    gone = set(RefundPart.objects.filter(refund__order=order, kind=RefundPart.Kind.GOODS).values_list("line_id", "unit"))
    rows = AftersaleLine.objects.filter(case__order=order).exclude(case__state__in=IN_VAIN).values_list("order_line_id", "places")
    return gone | {(line_id, place) for line_id, places in rows for place in places}


def open_units(order: Order, lines: list[OrderLine]) -> dict[int, int]:
    """Line id → units that can still be asked about."""
    taken = Counter(line_id for line_id, _place in taken_places(order))
    return {line.pk: max(0, line.units - taken[line.pk]) for line in lines}


def choose_places(order: Order, units: dict[int, int], lines: list[OrderLine]) -> Wants:
    """The first free units of each line. Refuses more than are left."""
    taken, by_id = taken_places(order), {line.pk: line for line in lines}
    if not units or not set(units) <= set(by_id):
        raise Refused(_("Choose what this is about."))
    found = {}
    for line_id, wanted in units.items():
        free = [place for place in range(by_id[line_id].units) if (line_id, place) not in taken]
        if not 1 <= wanted <= len(free):
            raise Refused(_("%(title)s: %(left)d units are left to ask about.") % {"title": by_id[line_id].title, "left": len(free)})
        found[line_id] = free[:wanted]
    return found


def claim_of(case: AftersaleCase) -> Claim:
    wants = {line.order_line_id: line.places for line in case.lines.all()}
    return Claim(wants, with_freight=case.our_fault, amount_fen=case.agreed_fen)


def require_unopened(case: AftersaleCase) -> None:
    """What was given back unread must not have been opened since."""
    if case.reason == Reason.UNWANTED and case.order.has_readings:
        about = set(case.lines.filter(order_line__is_virtual=True).values_list("order_line__sku__product", flat=True))
        if found := [title for product, title in holding.opened(case.order.number).items() if product in about]:
            raise Refused(_("“%(titles)s” was opened meanwhile: it goes back only with a fault.") % {"titles": "、".join(found)})


def offer_for(case: AftersaleCase) -> Offer:
    """The exact amount by the engine, whatever was agreed on."""
    return preview(case.order, claim_of(case))


def amount_of(case: AftersaleCase) -> int:
    """What goes back, as far as it is known now."""
    if case.refund_id:
        return case.refund.amount_fen
    return case.agreed_fen if case.agreed_fen is not None else exact_fen(case)


def exact_fen(case: AftersaleCase) -> int:
    """Nothing for a case that ended in vain and whose units have been paid back since."""
    try:
        return offer_for(case).total_fen
    except Refused:
        return 0
