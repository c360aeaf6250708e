"""The books of the orders department (invariants 3, 4 and 6)."""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalog.models import Reading
from marketing.models import Coupon, PromotionUse
from microstore.core import clock
from microstore.core.declarations import Check
from microstore.core.models import Event
from orders.models import ChannelOrder, LedgerEntry, Order, OrderBundle, OrderLine, Payment, PaymentState, Refund, RefundPart
from orders.services.partial_refunds import paid_shares

CHUNK = 2000
AMOUNTS = ("goods", "freight", "discount", "coupon")


@Check.register("3", _("the lines of an order add up to its amounts"))
def lines_add_up():
    sums = Order.objects.annotate(**{name: Coalesce(Sum(f"lines__{name}_fen"), 0) for name in AMOUNTS})
    for order in sums.exclude(**{name: F(f"{name}_fen") for name in AMOUNTS}).iterator(CHUNK):
        yield f"{order}: {[(name, getattr(order, name), getattr(order, f'{name}_fen')) for name in AMOUNTS]}"


@Check.register("3", _("the shares of a line's units add up to the line"))
def shares_add_up():
    lines = OrderLine.objects.values_list("pk", "order__number", "units", "shares", *(f"{name}_fen" for name in AMOUNTS))
    for pk, number, units, shares, goods_fen, freight_fen, *savings in lines.iterator(CHUNK):
        found = {name: (sum(parts), len(parts)) for name, parts in shares.items()}
        saved = {name: (fen, units) for name, fen in zip(("promotion", "coupon"), savings, strict=True) if fen}
        if found != {"goods": (goods_fen, units), "freight": (freight_fen, units), **saved}:
            yield f"{number} line {pk}: {found}"


@Check.register("3", _("the parts of a bundle add up to its price, for every bundle of an order"))
def bundles_add_up():
    for bundle in OrderBundle.objects.select_related("order").prefetch_related("lines").iterator(CHUNK):
        lines = list(bundle.lines.all())
        whole = all(line.units % bundle.units == 0 and len(line.shares["goods"]) == line.units for line in lines)
        if not whole or any(fen != bundle.unit_fen for fen in bundle_prices(bundle, lines)):
            yield f"{bundle.order} {bundle.sku_code}: {[(line.sku_code, line.shares['goods']) for line in lines]} ≠ {bundle.unit_fen}"


def bundle_prices(bundle: OrderBundle, lines: list[OrderLine]) -> list[int]:
    """What each bundle of these lines costs, added up from its parts."""
    each = [(line.shares["goods"], line.units // bundle.units) for line in lines]
    return [sum(sum(fen[at * parts:(at + 1) * parts]) for fen, parts in each) for at in range(bundle.units)]


@Check.register("3", _("what explains the savings of a line adds up to them"))
def savings_explained():
    lines = OrderLine.objects.exclude(discount_fen=0, coupon_fen=0).values_list("order__number", "savings", "discount_fen", "coupon_fen")
    for number, savings, *amounts in lines.iterator(CHUNK):
        told = [sum(sum(part["unit_fen"]) for part in savings if part["component"] == name) for name in ("promotion", "coupon")]
        if told != amounts:
            yield f"{number}: {told} ≠ {amounts}"


@Check.register("5", _("an order that counts has used its coupon and promotions, and an ended one has given them back"))
def savings_match_marketing():
    """A paid order that was cancelled counts as ended, too."""
    taken = defaultdict(int)
    for reference, fen in PromotionUse.objects.filter(counts=True).values_list("reference", "amount_fen"):
        taken[reference] += fen
    held = dict(Coupon.objects.filter(state__in=(Coupon.State.HELD, Coupon.State.USED)).values_list("reference", "state"))
    for order in Order.objects.exclude(discount_fen=0, coupon_fen=0).filter(channel_order=None).iterator(CHUNK):
        ended = order.fulfilment_state in ("expired", "cancelled")
        state = "" if ended or not order.coupon_fen else "held" if order.payment_state == PaymentState.UNPAID else "used"
        if (taken.pop(order.number, 0), held.pop(order.number, "")) != (0 if ended else order.discount_fen, state):
            yield f"{order}"
    yield from (f"{number}: no such order" for number in {*taken, *held})


@Check.register("4", _("payments less refunds are what the order keeps"))
def ledger_matches_orders():
    """A paid order keeps its total; surplus money counts until its refund has succeeded."""
    booked = dict(LedgerEntry.objects.values_list("order").annotate(sum=Sum("amount_fen")).order_by())
    owed = defaultdict(int)
    still = Refund.objects.exclude(kind__in=(Refund.Kind.CANCELLATION, Refund.Kind.AFTERSALE)).exclude(state=Refund.State.SUCCEEDED)
    for order_id, amount in still.values_list("order", "amount_fen"):
        owed[order_id] += amount
    parts = Refund.objects.filter(kind=Refund.Kind.AFTERSALE, state=Refund.State.SUCCEEDED)
    back = dict(parts.values_list("order").annotate(sum=Sum("amount_fen")).order_by())
    for order in Order.objects.only("number", "payment_state", "total_fen").iterator(CHUNK):
        kept = order.total_fen - back.get(order.pk, 0) if order.payment_state in (PaymentState.PAID, PaymentState.REFUNDING) else 0
        if booked.get(order.pk, 0) != kept + owed[order.pk]:
            yield f"{order}: {booked.get(order.pk, 0)} ≠ {kept + owed[order.pk]}"


@Check.register("4", _("every succeeded payment and refund stands in the ledger once"))
def ledger_is_complete():
    for model, name, kind in ((Payment, "payment", "payment"), (Refund, "refund", "refund")):
        rows = model.objects.filter(state="succeeded").annotate(entries=Count("ledger", filter=Q(ledger__kind=kind)))
        for row in rows.exclude(entries=1):
            yield f"{name} {row}: {row.entries}"


@Check.register("4", _("what is given back for units adds up to its refund, and is never more than they cost"))
def refund_parts_add_up():
    sums = Refund.objects.filter(kind=Refund.Kind.AFTERSALE).annotate(sum=Coalesce(Sum("parts__amount_fen"), 0))
    for refund in sums.exclude(sum=F("amount_fen")):
        yield f"{refund}: {refund.sum} ≠ {refund.amount_fen}"
    lines = OrderLine.objects.filter(refund_parts__isnull=False).distinct().prefetch_related("refund_parts")
    for line in lines.iterator(CHUNK):
        paid = {(share.unit, share.kind): share.fen for share in paid_shares([line])}
        for part in line.refund_parts.all():
            if part.amount_fen > paid.get((part.unit, part.kind), 0):
                yield f"line {line.pk} unit {part.unit}: {part.amount_fen} > {paid.get((part.unit, part.kind), 0)}"


@Check.register("4", _("refunds of a payment are never more than came"))
def refunds_within_payment():
    rows = Payment.objects.annotate(back=Sum("refunds__amount_fen")).filter(back__gt=Coalesce("told_fen", "amount_fen"))
    for payment in rows:
        yield f"{payment}: {payment.back}"


STATE_EVENTS = {
    "order.paid": ~Q(payment_state=PaymentState.UNPAID),
    "order.approved": Q(review_state="approved"),
    "order.shipped": Q(fulfilment_state__in=("shipped", "delivered")),
    "order.expired": Q(fulfilment_state="expired"),
    "order.cancelled": Q(fulfilment_state="cancelled"),
    "order.completed": Q(fulfilment_state="completed"),
    "order.refunded": Q(payment_state=PaymentState.REFUNDED),
}


@Check.register("3", _("who paid for something to read holds it, and nobody else"))
def readings_match_lines():
    """Of lines whose money went back something may be held still, when less than all of it did; days of access may be over."""
    given_back = RefundPart.objects.filter(line=OuterRef("pk"), kind=RefundPart.Kind.GOODS)
    paid = OrderLine.objects.filter(is_virtual=True, order__payment_state__in=(PaymentState.PAID, PaymentState.REFUNDING))
    paid = paid.exclude(order__fulfilment_state="cancelled").annotate(is_back=Exists(given_back))
    lines = {(number, product): is_back for number, product, is_back in paid.values_list("order__number", "sku__product", "is_back")}
    held = set(Reading.objects.held().values_list("reference", "product"))
    over = set(Reading.objects.filter(until__lt=clock.today()).values_list("reference", "product"))
    yield from (f"{number}: product {product} is not held" for (number, product), back in lines.items() if not back
                and (number, product) not in held | over)
    yield from (f"{number}: product {product} was not paid" for number, product in held - set(lines))


@Check.register("6", _("every state of an order has its event"))
def states_have_events():
    for name, condition in STATE_EVENTS.items():
        told = Event.objects.filter(name=name, subject_type="orders.order").values("subject_id")
        for number in Order.objects.filter(condition).exclude(pk__in=told).values_list("number", flat=True):
            yield f"{number}: {name}"


@Check.register("6", _("whoever cancelled an order said why"))
def cancellations_have_reasons():
    for event in Event.objects.filter(name="order.cancelled", reason=""):
        yield f"{event.facts.get('number')}"


@Check.register("4", _("an order of a channel is made once, and its money is what the channel names"))
def channel_orders_match():
    """Each made order stands for one order there, paid by exactly one payment of the same amount."""
    rows = ChannelOrder.objects.exclude(order=None).annotate(
        paid=Sum("order__payments__amount_fen", filter=Q(order__payments__state="succeeded")), payments=Count("order__payments")
    )
    wrong = rows.exclude(paid=F("amount_fen"), payments=1, order__total_fen=F("amount_fen"))
    yield from (f"{row}: {row.payments} payments of {row.paid}" for row in wrong.select_related("channel").iterator(CHUNK))


@Check.register("4", _("every payment of a channel belongs to one of its orders"))
def channel_payments_have_orders():
    strays = Payment.objects.filter(method=Payment.Method.CHANNEL, order__channel_order=None)
    yield from strays.values_list("number", flat=True)
