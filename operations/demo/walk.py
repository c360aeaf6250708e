"""One order of the past, walked through the services by the people whose duty each step is, as far as it has come by now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction

from logistics.carriers.base import Trace, Tracking, TrackingState
from logistics.models import PredispatchPoint, Shipment, ShipmentState
from logistics.services import packing, picking, shipping, tracking
from marketing.services import coupons
from microstore.accounts.models import Customer, User
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import is_workday
from microstore.core.events import deliver_all
from microstore.messaging import services as messaging
from microstore.stores.models import Store
from operations.demo.shoppers import TEXTS, Visit, choose_goods
from orders.gateways.base import RefundState, RefundStatus, Scene
from orders.models import Order, PaymentState, Refund, ReviewState
from orders.services import ages, baskets, carts, checkout, orders, payments, refunds
from orders.storefront.savings import coupon_choice

OPENS, CLOSES = time(9, 10), time(17, 40)


@dataclass(frozen=True)
class Cast:
    """Who takes part: one store with its customers and goods, and the staff on duty."""

    store: Store
    customers: list[Customer]
    sku_ids: list[int]
    agent: User
    picker: User
    shipper: User


def next_shift(moment: datetime) -> datetime:
    """The moment itself if the warehouse works then, else the next morning it opens."""
    local = moment.astimezone(SHANGHAI)
    if is_workday(local.date()) and local.time() < CLOSES:
        return max(local, datetime.combine(local.date(), OPENS, SHANGHAI))
    day = local.date() + timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, SHANGHAI) + timedelta(minutes=local.minute)


class Walk:
    """All or nothing: an order of the past is written in one transaction with the news it brought about."""

    def __init__(self, visit: Visit, cast: Cast, until: datetime):
        self.visit, self.cast, self.until, self.told_until = visit, cast, until, visit.at
        self.random = Random(f"{cast.store.code}-{visit.number}-{visit.at.isoformat()}")

    def go(self) -> Order | None:
        """The order, or None if it was walked before."""
        token = f"demo-{self.visit.at:%Y%m%d%H%M%S}-{self.visit.number}"
        if Order.objects.filter(token=token).exists():
            return None
        with transaction.atomic():
            with clock.at(self.visit.at):
                self.order = self.place(token)
                deliver_all()
            for step in (self.end_unpaid, self.pay, self.cancel, self.review, self.pick_and_pack, self.ship, self.travel, self.complete):
                if not step():
                    break
            messaging.withhold(self.order.customer.user, written_until=self.told_until, reason=TEXTS["withheld"])
        return self.order

    def at(self, moment: datetime, act: Callable) -> bool:
        """Do ``act`` at ``moment`` and deliver its news; False if that moment has not come yet."""
        if moment > self.until:
            return False
        self.told_until = max(self.told_until, moment)
        with clock.at(moment):
            act()
            deliver_all()
        self.order.refresh_from_db()
        return True

    def place(self, token: str) -> Order:
        customer = self.random.choice(self.cast.customers)
        address = self.random.choice(list(customer.addresses.all()))
        cart = carts.open_cart(self.cast.store, customer=customer)
        for sku_id, units in choose_goods(self.random, self.cast.sku_ids, self.visit.line_count).items():
            carts.add(cart, sku_id, units)
        basket = baskets.look(cart, self.cast.store, region_code=address.region_code, customer=customer)
        best = coupon_choice(basket, coupons.usable(customer, self.cast.store))["coupons"][:1]
        basket.coupon = best[0]["terms"] if best else None
        return checkout.place(
            cart,
            customer=customer,
            submission=checkout.Submission(
                token=token,
                receiver=checkout.Receiver.of(address),
                shown_total_fen=basket.quote.total_fen,
                coupon=basket.coupon.code if basket.coupon else "",
                consents=(*checkout.REQUIRED_CONSENTS, ages.STATEMENT),
                note=self.visit.note,
            ),
        )

    def end_unpaid(self) -> bool:
        """Those who never pay: their order expires. True if the walk goes on."""
        if self.visit.fate != "expires":
            return True
        self.at(self.order.pay_by + timedelta(seconds=30), lambda: orders.expire(self.order))
        return False

    def pay(self) -> bool:
        moment = self.visit.at + timedelta(minutes=self.visit.minutes_to_pay)
        scene = self.random.choices([Scene.H5, Scene.NATIVE], [4, 1])[0]

        def confirm() -> None:
            payment = payments.open_attempt(self.order, method=scene.value)
            payments.confirm(payment.number, amount_fen=payment.amount_fen, provider_ref=f"42000{payment.pk:023d}", at=moment)

        return self.at(moment, confirm)

    def cancel(self) -> bool:
        """Those who think again after paying get their money back. True if the walk goes on."""
        if self.visit.fate != "is_cancelled" or self.order.payment_state != PaymentState.PAID:
            return True
        moment = self.visit.at + timedelta(minutes=self.visit.minutes_to_pay + 6)
        reason = self.random.choice(TEXTS["refusals"])
        if self.at(moment, lambda: orders.cancel(self.order, reason=reason, by=self.order.customer.user)):
            self.at(moment + timedelta(minutes=4), self.money_back)
        return False

    def money_back(self) -> None:
        for refund in Refund.objects.filter(order=self.order).select_related("payment"):
            refunds.note_status(
                RefundStatus(
                    our_ref=refund.payment.number,
                    refund_ref=refund.number,
                    state=RefundState.DONE,
                    refund_fen=refund.amount_fen,
                    total_fen=refund.payment.amount_fen,
                    provider_ref=f"50000{refund.pk:023d}",
                    done_at=clock.now(),
                )  # fmt: skip
            )

    def review(self) -> bool:
        if self.order.review_state == ReviewState.APPROVED:
            return True
        moment = self.order.paid_at + timedelta(minutes=self.visit.minutes_to_review)
        return self.at(moment, lambda: orders.approve(self.order, by=self.cast.agent))

    def shipments(self) -> list[Shipment]:
        return list(self.order.shipments.exclude(state=ShipmentState.CANCELLED).order_by("position"))

    def pick_and_pack(self) -> bool:
        self.shift = next_shift(self.order.approved_at + timedelta(minutes=self.random.randint(20, 90)))
        return all(
            (
                self.at(self.shift, lambda: self.each(self.pick)),
                self.at(self.shift + timedelta(minutes=9), lambda: self.each(self.check)),
                self.at(self.shift + timedelta(minutes=14), lambda: self.each(self.pack)),
            )
        )

    def each(self, act: Callable[[Shipment], None]) -> None:
        for shipment in self.shipments():
            act(shipment)

    def pick(self, shipment: Shipment) -> None:
        picking.start(shipment, by=self.cast.picker)
        for line in picking.open_lines(shipment):
            picking.scan(shipment, line.batch.number, units=line.left, by=self.cast.picker)

    def check(self, shipment: Shipment) -> None:
        packing.tick(shipment, list(PredispatchPoint.values), by=self.cast.picker)

    def pack(self, shipment: Shipment) -> None:
        grams = sum(line.units * line.order_line.sku.weight_grams for line in shipment.lines.select_related("order_line__sku"))
        packing.pack(shipment, weight_grams=min(grams + 120, 50_000), by=self.cast.picker)

    def ship(self) -> bool:
        self.sent_at = self.shift + timedelta(minutes=self.random.randint(40, 110))
        return self.at(self.sent_at, lambda: self.each(self.hand_over))

    def hand_over(self, shipment: Shipment) -> None:
        numbers = {"shunfeng": f"SF{7_000_000_000_000 + shipment.pk}", "yuantong": f"YT{8_800_000_000_000 + shipment.pk}"}
        carrier, waybill = self.random.choice(list(numbers.items()))
        shipping.ship(shipment, carrier=carrier, waybill=waybill, by=self.cast.shipper)

    def travel(self) -> bool:
        """The carrier's sentences up to now; the last one, if the time has come, says that it was signed for."""
        signed_at = self.sent_at + timedelta(hours=self.visit.hours_on_the_way)
        told = [trace for trace in self.traces(signed_at) if trace.at <= self.until]
        if told:
            self.at(told[-1].at, lambda: self.each(lambda shipment: tracking.apply(shipment, self.tracking_of(shipment, told))))
        return bool(told) and told[-1].state == TrackingState.SIGNED

    def traces(self, signed_at: datetime) -> list[Trace]:
        city, house = self.order.city or self.order.province, self.shipments()[0].warehouse.name
        way, state = signed_at - self.sent_at, TrackingState
        told = [
            (self.sent_at + timedelta(minutes=70), state.COLLECTED, house),
            (self.sent_at + way * 0.25, state.IN_TRANSIT, house),
            (self.sent_at + way * 0.8, state.ARRIVED, city),
            (signed_at - timedelta(hours=3), state.DELIVERING, city),
            (signed_at, state.SIGNED, city),
        ]
        return [Trace(at, state, TEXTS[state.value].format(house=house, city=city), place) for at, state, place in told]

    @staticmethod
    def tracking_of(shipment: Shipment, told: list[Trace]) -> Tracking:
        last = told[-1].state
        return Tracking(shipment.carrier, shipment.waybill, last, tuple(told), is_finished=last == TrackingState.SIGNED)

    def complete(self) -> bool:
        if days := self.visit.confirms_after_days:
            moment = self.order.delivered_at + timedelta(days=days, hours=2)
            return self.at(moment, lambda: orders.complete(self.order, how="customer", by=self.order.customer.user))
        return self.at(self.order.completes_at, lambda: orders.complete_due(self.order.pk))
