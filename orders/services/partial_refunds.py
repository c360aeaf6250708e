"""The money of single units: what each was paid, exactly, and given back at most once (decision 0016).

Units of a line are named by their places, 0 to units − 1, because rounding makes them differ by a fen.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from microstore.core.errors import Refused
from microstore.core.faults import fault_point
from microstore.core.money import share_fen
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from orders.models import Order, OrderLine, PaymentState, Refund, RefundPart
from orders.pricing import unit_freight_fen, unit_paid_fen
from orders.services import promises, refunds

Wants = dict[int, list[int]]
GOODS, FREIGHT = RefundPart.Kind.GOODS, RefundPart.Kind.FREIGHT


@dataclass(frozen=True)
class Claim:
    """What somebody wants back: units by line, with their freight where it is promised. ``amount_fen``: agreed on instead."""

    wants: Wants
    with_freight: bool = False
    amount_fen: int | None = None

    @property
    def units(self) -> set[tuple[int, int]]:
        return {(line_id, unit) for line_id, units in self.wants.items() for unit in units}


@dataclass(frozen=True)
class Share:
    """What one unit's goods or freight was paid with."""

    line_id: int
    unit: int
    kind: str
    fen: int


@dataclass(frozen=True)
class Offer:
    """What would go back for some units."""

    shares: tuple[Share, ...]

    @property
    def goods_fen(self) -> int:
        return sum(share.fen for share in self.shares if share.kind == GOODS)

    @property
    def freight_fen(self) -> int:
        return sum(share.fen for share in self.shares if share.kind == FREIGHT)

    @property
    def total_fen(self) -> int:
        return self.goods_fen + self.freight_fen


def paid_shares(lines) -> list[Share]:
    """Everything that was paid for these lines, unit by unit."""
    found = []
    for line in lines:
        for unit, (paid, freight) in enumerate(zip(unit_paid_fen(line), unit_freight_fen(line), strict=True)):
            found += [Share(line.pk, unit, GOODS, paid - freight), Share(line.pk, unit, FREIGHT, freight)]
    return found


def preview(order: Order, claim: Claim) -> Offer:
    """What goes back. Freight goes back where it is promised, and all of it when nothing of the parcel is kept."""
    return offer_of(list(order.lines.all()), given_back(order), claim)


def given_back(order: Order) -> set[tuple]:
    """(line, unit, kind) that refunds have taken, whether they have arrived or not."""
    return set(RefundPart.objects.filter(refund__order=order).values_list("line_id", "unit", "kind"))


def offer_of(lines: list[OrderLine], gone: set[tuple], claim: Claim) -> Offer:
    """Pure. Refuses units that were never bought or whose money has gone back."""
    named = claim.units
    everything = paid_shares(lines)
    if not named or not named <= {(share.line_id, share.unit) for share in everything}:
        raise Refused(_("These units do not belong to the order."))
    if any((*unit, GOODS) in gone for unit in named):
        raise Refused(_("The money of these units has gone back already."))
    left = [share for share in everything if (share.line_id, share.unit, share.kind) not in gone]
    all_freight = _ends_parcel(lines, left, named)
    return Offer(tuple(share for share in left if _belongs(share, named, all_freight, claim.with_freight)))


def _ends_parcel(lines: list[OrderLine], left: list[Share], named: set) -> bool:
    """Nothing that was paid for goods stays with the customer, or nothing of the parcel: what is read here was never sent."""
    sent = {line.pk for line in lines if not line.is_virtual}
    kept = {share.line_id for share in left if share.kind == GOODS and share.fen and (share.line_id, share.unit) not in named}
    return not kept or (not kept & sent and any(line_id in sent for line_id, _unit in named))


def _belongs(share: Share, named: set, all_freight: bool, with_freight: bool) -> bool:
    is_named = (share.line_id, share.unit) in named
    return is_named if share.kind == GOODS else all_freight or (with_freight and is_named)


@transaction.atomic
def request_units(order: Order, claim: Claim, *, reference: str, reason: str, by=None) -> Refund:
    """Give the money of these units back. ``reference`` is the case that asks: asked twice, it is one refund.

    An agreed amount is never more than was paid; for less the customer keeps what is read.
    Refuses orders that are not paid and units whose money has gone back.
    Locks the order.
    """
    order.lock()
    if known := Refund.objects.filter(reference=reference).first():
        return known
    if order.payment_state != PaymentState.PAID:
        raise Refused(_("%(order)s is not paid.") % {"order": order})
    offer = preview(order, claim)
    fault_point("refunds.request_units.checked")
    total = offer.total_fen if claim.amount_fen is None else claim.amount_fen
    if not 0 < total <= offer.total_fen:
        raise Refused(_("Nothing was paid for these units.") if not offer.total_fen else _("No more than was paid can go back."))
    refund = Refund.objects.create(
        order=order, payment=order.payments.get(state="succeeded", is_surplus=False), number=next_number("RF"),
        kind=Refund.Kind.AFTERSALE, reference=reference, amount_fen=total, reason=reason[:200],
    )  # fmt: skip
    _write_parts(refund, offer)
    if total == offer.total_fen:
        promises.take_back(order, claim.wants, reason=reason, by=by)
    refunds.begin(refund, by=by, reason=reason)
    return refund


def _write_parts(refund: Refund, offer: Offer) -> None:
    amounts = share_fen(refund.amount_fen, [share.fen for share in offer.shares])
    try:
        with transaction.atomic():
            RefundPart.objects.bulk_create(
                RefundPart(refund=refund, line_id=share.line_id, unit=share.unit, kind=share.kind, amount_fen=fen)
                for share, fen in zip(offer.shares, amounts, strict=True)
            )
    except IntegrityError:
        raise Refused(_("The money of these units has gone back already.")) from None
