"""After-sale cases of the demo company, told through the services: one or two in every state."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from customerservice.services.aftersales.facts import amount_of
from inventory.models import Condition, Return
from inventory.services import returning
from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from orders.gateways.base import RefundState, RefundStatus
from orders.models import FulfilmentState, Order, PaymentState, Refund
from orders.services import refunds

TEXTS = json.loads((Path(__file__).resolve().parents[1] / "data/demo_aftersales.json").read_text(encoding="utf-8"))
LATE_AFTER = timedelta(hours=49)
GOES_BACK = ("in_return", "differs", "refunding", "refunded")


def load_demo() -> int:
    """Cases about delivered orders of the last days. Again it changes nothing. Returns how many."""
    if AftersaleCase.objects.exists():
        return 0
    now = clock.now()
    delivered = Order.objects.filter(
        fulfilment_state=FulfilmentState.DELIVERED, payment_state=PaymentState.PAID, delivered_at__lt=now - timedelta(hours=3)
    )
    rows = list(delivered.select_related("customer__user", "store").order_by("delivered_at"))
    stages = sorted(TEXTS["stages"], key=lambda stage: stage[0] != "late")  # the late one needs the oldest delivery
    return sum(_tell(order, stage, now) for order, stage in zip(rows, stages, strict=False))


def _tell(order: Order, stage: list, now: datetime) -> int:
    try:
        with transaction.atomic():
            Story(order, stage, now).go()
    except Refused:
        return 0
    return 1


class Story:
    """One case from the application to where it stands now; its moments lie between the delivery and now."""

    def __init__(self, order: Order, stage: list, now: datetime):
        self.order, (self.fate, self.kind, self.reason, self.text), self.now = order, stage, now
        self.agent, self.receiver = User.objects.get(username="service"), User.objects.get(username="warehouse")
        opened = now - LATE_AFTER if self.fate == "late" else now - min(timedelta(hours=20), (now - order.delivered_at) * 0.9)
        self.moments = [opened + (now - opened) * step / 8 for step in range(8)]

    def at(self, step: int, act) -> None:
        with clock.at(self.moments[step]):
            act()
            deliver_all()
        if hasattr(self, "case"):
            self.case = AftersaleCase.objects.select_related("order__store", "refund").get(pk=self.case.pk)

    def go(self) -> None:
        self.at(0, self.ask)
        ends = {
            "submitted": lambda: None, "late": self.run_late, "proposed": self.propose,
            "rejected": lambda: self.at(2, lambda: aftersales.reject(self.case, by=self.agent, reason=TEXTS["rejection"])),
            "cancelled": lambda: self.at(2, lambda: aftersales.withdraw(self.case, by=self.order.customer.user)),
        }  # fmt: skip
        ends.get(self.fate, self.decide)()

    def run_late(self) -> None:
        aftersales.act_on_time(self.case.pk)
        deliver_all()

    def ask(self) -> None:
        line = self.order.lines.order_by("-units").first()
        wish = aftersales.Application(f"demo-{self.order.number}", {line.pk: 1}, self.kind, self.reason, self.text)
        self.case = aftersales.apply(self.order, wish, by=self.order.customer.user)

    def propose(self) -> None:
        half = amount_of(self.case) // 2
        offer = {"kind": "refund", "amount_fen": half, "text": TEXTS["proposal"], "by": self.agent}
        self.at(2, lambda: aftersales.propose(self.case, **offer))

    def decide(self) -> None:
        self.at(2, lambda: aftersales.approve(self.case, by=self.agent, reason=TEXTS["approval"] if self.kind == "return" else ""))
        if self.kind == "return" and self.fate in GOES_BACK:
            waybill = f"SF{6_000_000_000_000 + self.case.pk}"
            send = {"carrier": TEXTS["carrier"], "waybill": waybill, "by": self.order.customer.user}
            self.at(3, lambda: aftersales.send_back(self.case, **send))
            if self.fate != "in_return":
                self.at(5, self.receive)
        if self.fate == "refunded":
            self.at(6, self.money_back)

    def receive(self) -> None:
        parcel = Return.objects.get(reference=self.case.number)
        shipped = returning.shipped_batches(parcel.order_reference)
        condition = Condition.OPENED if self.fate == "differs" else Condition.SEALED
        found = [returning.Found(line, next(iter(shipped[line.sku_id])), line.units, condition) for line in parcel.lines.all()]
        returning.receive_return(parcel, found, by=self.receiver)

    def money_back(self) -> None:
        refund = Refund.objects.select_related("payment").get(reference=self.case.number)
        refunds.note_status(RefundStatus(
            refund.payment.number, refund.number, RefundState.DONE, refund.amount_fen, refund.payment.received_fen,
            f"50000{refund.pk:023d}", clock.now(),
        ))  # fmt: skip
