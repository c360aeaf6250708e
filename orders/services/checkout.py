"""Place an order: one transaction from the cart to the reserved batches."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from marketing.models import Promotion
from marketing.services import coupons, discounts, live
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.errors import Changed, Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.money import format_yuan
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from microstore.stores.services import shares, trading
from orders.events import OrderPlaced
from orders.freight import tariff_for
from orders.models import Cart, CartLine, Delivery, Order, OrderLine
from orders.pricing import Quote, quote
from orders.services import ages, blocks, bundles, opening, promises
from orders.services.baskets import sellable_lines, tariffs

REQUIRED_CONSENTS = ("suitable_population",)


@dataclass(frozen=True)
class Receiver:
    """Whither the parcel goes, as the order keeps it."""

    name: str
    phone: str
    province: str
    city: str
    district: str
    region_code: str
    detail: str

    @classmethod
    def of(cls, address) -> "Receiver":
        return cls(
            address.name,
            address.phone,
            address.province,
            address.city,
            address.district,
            address.region_code,
            address.detail,
        )

    def as_fields(self) -> dict:
        fields = asdict(self)
        return {"receiver_name": fields.pop("name"), "receiver_phone": fields.pop("phone"), **fields}


@dataclass(frozen=True)
class Submission:
    """What the customer agreed to: ``token`` makes a second submission harmless, ``shown_total_fen`` is what the page said.

    ``shown_offers`` are the numbers of the promotions that the page reckoned with, ``coupon`` is the number of the chosen one.
    Without ``receiver`` nothing can be sent: only what is read here is ordered so.
    ``shared_by`` tells of SKUs by whose link they came, the newest last.
    """

    token: str
    receiver: Receiver | None
    shown_total_fen: int
    consents: tuple[str, ...] = ()
    note: str = ""
    coupon: str = ""
    shown_offers: tuple[str, ...] = ()
    shared_by: dict[str, str] = field(default_factory=dict)


def pay_within() -> timedelta:
    return timedelta(minutes=getattr(settings, "ORDERS_PAY_WITHIN_MINUTES", 30))


def place(cart: Cart, *, customer, submission: Submission) -> Order:
    """The order for what lies in the cart, with its stock reserved. The same token gives the same order again.

    Refuses an empty cart, lines that cannot be sold, a total that differs from the one shown (``Changed``), missing
    agreements, a coupon that is not free, a promotion that is used up, and what inventory has not got. All or nothing; locks the
    cart's lines, the coupon, promotions, then stock rows, last.
    """
    try:
        return _place(cart, customer, submission)
    except IntegrityError:
        earlier = _earlier(customer, submission.token)
        if earlier is None:
            raise
        return earlier
    except Changed:
        live.drop([cart.store_id])
        raise


def _earlier(customer, token: str) -> Order | None:
    return Order.objects.filter(token=token, customer=customer).first()


@transaction.atomic
def _place(cart: Cart, customer, submission: Submission) -> Order:
    lines = list(locked(blocks.marked(sellable_lines(cart), customer, cart.store)))
    if not lines:
        earlier = _earlier(customer, submission.token)
        if earlier is None:
            raise Refused(_("Your cart is empty."))
        return earlier
    delivery = delivery_of(line.sku for line in lines)
    _check_agreed(submission, delivery)
    blocks.require_free(lines)
    trading.require_held(cart.store)
    inside = bundles.inside((line.sku for line in lines), cart.store)
    ages.require_stated((line.sku for line in lines), inside, submission.consents)
    opening.require_agreed((line.sku for line in lines), submission.consents)
    quoted = _quote(cart.store, customer, lines, inside, submission)
    order = _write(cart.store, customer, submission, quoted, delivery)
    written = _write_lines(order, lines, inside, quoted)
    CartLine.objects.filter(pk__in=[line.pk for line in lines])._raw_delete(cart.lines.db)
    publish(OrderPlaced(order.number, order.total_fen), about=order, by=customer.user)
    if quoted.off_fen:
        discounts.take(quoted.outcome, reference=order.number, customer=customer)
    promises.make(order, written, until=order.pay_by)
    _note_share(order, lines, submission)
    fault_point("orders.place.before_commit")
    return order


def _note_share(order: Order, lines: list, submission: Submission) -> None:
    """Of several colleagues the one whose link brought goods of this order last."""
    ordered = {str(line.sku_id) for line in lines}
    code = next((by for sku, by in reversed(submission.shared_by.items()) if sku in ordered), "")
    if code:
        shares.note_order(order.number, order.store_id, code)


def delivery_of(skus) -> Delivery:
    """How goods of these SKUs come to whoever orders them."""
    has_parcel = {sku.product.product_class not in NO_PARCEL for sku in skus}
    return Delivery.BOTH if len(has_parcel) > 1 else Delivery.PARCEL if True in has_parcel else Delivery.ONLINE


def _check_agreed(submission: Submission, delivery: Delivery) -> None:
    """Who it suits is asked of what is taken or used, not of what is read."""
    if delivery == Delivery.ONLINE:
        return
    if submission.receiver is None:
        raise Refused(_("Choose a delivery address."))
    if not set(REQUIRED_CONSENTS) <= set(submission.consents):
        raise Refused(_("Please confirm that you have read for whom each product is suitable."))


def _quote(store, customer, lines: list, inside: dict, submission: Submission) -> Quote:
    """Price the lines now and compare with what the customer saw."""
    for line in lines:
        if not line.is_sellable or line.now_fen is None:
            raise Changed(_("“%(title)s” is no longer sold in this store.") % {"title": line.sku.product.name})
        if line.units > 1 and line.sku.product.product_class in NO_PARCEL:
            raise Changed(_("“%(title)s” is read here: one copy is enough.") % {"title": line.sku.product.name})
    tariff = tariff_for(submission.receiver.region_code if submission.receiver else "", tariffs(store))
    wanted = [each for line in lines for each in bundles.wanted_of(line.sku, line.units, line.now_fen, inside)]
    coupon = coupons.to_spend(customer, store, submission.coupon) if submission.coupon else None
    quoted = quote(wanted, tariff, promotions=live.rules(store, customer=customer), coupon=coupon, now=clock.now())
    if coupon and not quoted.coupon_fen:
        raise Changed(_("The coupon “%(name)s” does not count for these goods.") % {"name": coupon.name})
    if quoted.total_fen != submission.shown_total_fen:
        raise Changed(_what_changed(submission, quoted))
    return quoted


def _what_changed(submission: Submission, quoted: Quote) -> str:
    """The amounts, and the promotion that made the difference if one did."""
    words = _("The amount changed from %(shown)s to %(now)s. Please look at it again.") % {
        "shown": format_yuan(submission.shown_total_fen), "now": format_yuan(quoted.total_fen),
    }  # fmt: skip
    counts = {saving.offer.code for saving in quoted.outcome.savings}
    gone = Promotion.objects.filter(code__in=set(submission.shown_offers) - counts).values_list("name", flat=True)
    return "".join([*(_("“%(name)s” does not count any more. ") % {"name": name} for name in gone), words])


def _write(store, customer, submission: Submission, quoted: Quote, delivery: Delivery) -> Order:
    now = clock.now()
    receiver = submission.receiver.as_fields() if submission.receiver and delivery != Delivery.ONLINE else {}
    return Order.objects.create(
        number=next_number("SO"), store=store, customer=customer, token=submission.token, note=submission.note.strip(),
        consents=sorted(submission.consents), goods_fen=quoted.goods_fen, freight_fen=quoted.freight_fen, total_fen=quoted.total_fen,
        discount_fen=quoted.discount_fen, coupon_fen=quoted.coupon_fen,
        placed_at=now, pay_by=now + pay_within(), delivery=delivery, **receiver,
    )  # fmt: skip


def _write_lines(order: Order, lines: list, inside: dict, quoted: Quote) -> list[OrderLine]:
    rows = []
    for line in lines:
        bundle, skus = bundles.write(order, line.sku, line.units, line.now_fen), bundles.components(line.sku, inside)
        rows += [_line(order, bundle, skus[part.sku_id], part) for part in quoted.lines_of(line.sku_id)]
    for position, row in enumerate(rows, start=1):
        row.position = position
    return OrderLine.objects.bulk_create(rows)


def _line(order: Order, bundle, sku, part) -> OrderLine:
    revision = sku.product.live_revision
    return OrderLine(
        order=order, bundle=bundle, sku=sku, revision=revision, sku_code=sku.code, title=revision.title, spec=sku.spec,
        approval_number=revision.approval_number, is_virtual=sku.product.product_class in NO_PARCEL,
        units=part.units, unit_fen=part.unit_fen,
        goods_fen=part.goods_fen, freight_fen=part.freight_fen, shares=part.shares,
        discount_fen=part.discount_fen, coupon_fen=part.coupon_fen, savings=part.savings,
    )  # fmt: skip
