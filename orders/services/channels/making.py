"""An order of ours out of one of a channel: mapped goods, exact amounts, reserved stock, and the money that was paid there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from inventory import services as inventory
from inventory.errors import OutOfStock
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.money import format_yuan, share_fen
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from orders.channels import Receiver
from orders.events import OrderPlaced
from orders.events_channels import ChannelOrderMade, ChannelOrderMapped
from orders.models import ChannelOrder, Order, OrderLine, Payment, Trouble
from orders.services import bundles, payments
from orders.services.channels import mapping, places


@dataclass(frozen=True)
class Part:
    """One SKU of the order: lines of the same SKU are one, at the dearest price, and what they saved is discount.

    ``prices``: of each unit, where they differ; ``bundle``: the bundle it came out of."""

    sku: object
    units: int
    unit_fen: int
    discount_fen: int
    freight_fen: int
    prices: tuple[int, ...] = ()
    bundle: object = None

    @property
    def unit_prices(self) -> list[int]:
        return list(self.prices) or [self.unit_fen] * self.units

    @property
    def goods_fen(self) -> int:
        return sum(self.unit_prices)

    @property
    def shares(self) -> dict[str, list[int]]:
        each = [1] * self.units
        shares = {"goods": self.unit_prices, "freight": share_fen(self.freight_fen, each)}
        return shares | ({"promotion": share_fen(self.discount_fen, self.unit_prices)} if self.discount_fen else {})


def make(row: ChannelOrder, *, by=None) -> tuple[str, str]:
    """With the row locked. Gives nothing when the order was made, else the trouble and its sentence; then nothing was made."""
    lines = list(row.lines.select_related("sku"))
    missing = mapping.fill(row.channel, lines)
    if missing:
        return Trouble.UNMAPPED, _("Not mapped: %(goods)s") % {"goods": "、".join(line.title or line.external_sku for line in missing)}
    receiver = places.read(Receiver(**row.receiver)) if row.receiver else None
    if receiver is None:
        return Trouble.ADDRESS, _("Province, city and district name no place we deliver to.")
    try:
        sold = split(lines, freight_fen=row.freight_fen, total_fen=row.amount_fen)
    except ValueError as error:
        return Trouble.AMOUNT, str(error)
    if row.is_open("map"):
        row.finish("map", ChannelOrderMapped(row.channel.code, row.external_id), by=by)
    try:
        with transaction.atomic():
            _make(row, sold, receiver, by)
    except OutOfStock as refusal:
        return Trouble.OVERSOLD, str(refusal)
    except Refused as refusal:
        return Trouble.BROKEN, str(refusal)
    return "", ""


def split(lines, *, freight_fen: int, total_fen: int) -> list[Part]:
    """Every fen that was saved lands on a line and a unit, by largest remainder, so that the parts are the total again.

    ValueError with a sentence when they cannot be."""
    by_sku = defaultdict(list)
    for line in lines:
        by_sku[line.sku].append(line)
    if not by_sku:
        raise ValueError(_("The order holds no goods."))
    units = [sum(line.units for line in each) for each in by_sku.values()]
    prices = [max(line.price_fen for line in each) for each in by_sku.values()]
    goods = [price * count for price, count in zip(prices, units, strict=True)]
    own = [max(0, full - sum(line.total_fen for line in each)) for full, each in zip(goods, by_sku.values(), strict=True)]
    whole = sum(goods) + freight_fen - total_fen
    if total_fen <= 0 or whole < 0 or whole > sum(goods):
        raise ValueError(
            _("Goods %(goods)s and freight %(freight)s do not make %(total)s.")
            % {"goods": format_yuan(sum(goods)), "freight": format_yuan(freight_fen), "total": format_yuan(total_fen)}
        )
    off = _discounts(whole, goods, own)
    freights = share_fen(freight_fen, goods)
    rows = zip(by_sku, units, prices, off, freights, strict=True)
    return [Part(sku, count, price, saved, freight) for sku, count, price, saved, freight in rows]


def broken(parts: list[Part], store) -> list[Part]:
    """Bundles as what is inside them; saving and freight go along with the shares of the price."""
    inside = bundles.inside((part.sku for part in parts), store)
    return [each for part in parts for each in (_broken(part, inside) if part.sku.is_bundle else [part])]


def _broken(part: Part, inside: dict) -> list[Part]:
    wanted = bundles.wanted_of(part.sku, part.units, part.unit_fen, inside)
    skus = bundles.components(part.sku, inside)
    goods = [each.goods_fen for each in wanted]
    off, freight = share_fen(part.discount_fen, goods), share_fen(part.freight_fen, goods)
    return [
        Part(skus[each.sku_id], each.units, each.unit_fen, saved, carried, each.prices, part.sku)
        for each, saved, carried in zip(wanted, off, freight, strict=True)
    ]


def _discounts(whole: int, goods: list[int], own: list[int]) -> list[int]:
    """What a line saved by itself stays with it as far as the order's saving allows; the rest is shared by what the lines still cost."""
    if sum(own) > whole:
        return share_fen(whole, own)
    rest = share_fen(whole - sum(own), [full - saved for full, saved in zip(goods, own, strict=True)])
    return [saved + more for saved, more in zip(own, rest, strict=True)]


def _make(row: ChannelOrder, sold: list[Part], receiver, by) -> None:
    order = _write(row, sold, receiver)
    publish(OrderPlaced(order.number, order.total_fen), about=order, by=row.channel.customer.user)
    inventory.reserve(order.number, bundles.units_by_sku(order.lines.all()), until=order.pay_by, store_id=order.store_id)
    row.order, row.imported_at, row.receiver = order, clock.now(), {}
    saved = ["order", "imported_at", "receiver", *row.forget_trouble()]
    row.finish("make", ChannelOrderMade(row.channel.code, row.external_id, order.number), by=by, save=saved)
    fault_point("channels.make.before_payment")
    payments.confirm(_payment(row, order).number, amount_fen=row.amount_fen, provider_ref=reference(row), at=row.paid_at)


def reference(row: ChannelOrder) -> str:
    """The provider's reference of the money: the order at the channel."""
    return f"{row.channel.code}:{row.external_id}"[:64]


def _write(row: ChannelOrder, sold: list[Part], receiver) -> Order:
    parts = broken(sold, row.channel.store)
    goods, off = sum(part.goods_fen for part in parts), sum(part.discount_fen for part in parts)
    order = Order.objects.create(
        number=next_number("SO"), store=row.channel.store, customer=row.channel.customer, token=reference(row), note=row.note,
        goods_fen=goods, freight_fen=row.freight_fen, discount_fen=off, total_fen=row.amount_fen, placed_at=row.placed_at,
        pay_by=clock.now() + timedelta(hours=1), **receiver.as_fields(),
    )  # fmt: skip
    of_bundles = {part.sku.pk: bundles.write(order, part.sku, part.units, part.unit_fen) for part in sold if part.sku.is_bundle}
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, position=position, sku=part.sku, bundle=of_bundles[part.bundle.pk] if part.bundle else None,
            revision=part.sku.product.live_revision, sku_code=part.sku.code,
            title=part.sku.product.live_revision.title, spec=part.sku.spec,
            approval_number=part.sku.product.live_revision.approval_number, units=part.units, unit_fen=part.unit_fen,
            goods_fen=part.goods_fen, freight_fen=part.freight_fen, discount_fen=part.discount_fen, shares=part.shares,
            savings=_explained(row, part, off),
        )
        for position, part in enumerate(parts, start=1)
    )  # fmt: skip
    return order


def _explained(row: ChannelOrder, part: Part, off_fen: int) -> list[dict]:
    """Why the line cost less, in the shape in which promotions tell it."""
    if not part.discount_fen:
        return []
    return [
        {
            "component": "promotion", "code": f"channel:{row.channel.code}", "name": row.channel.name,
            "threshold_fen": off_fen + row.amount_fen - row.freight_fen, "off_fen": off_fen, "unit_fen": part.shares["promotion"],
        }
    ]  # fmt: skip


def _payment(row: ChannelOrder, order: Order) -> Payment:
    """The buyer paid at the channel; the row is confirmed at once by what the channel says."""
    return Payment.objects.create(
        order=order, number=next_number("PM"), gateway=row.channel.kind, method=Payment.Method.CHANNEL, amount_fen=order.total_fen,
        expires_at=order.pay_by,
    )  # fmt: skip
