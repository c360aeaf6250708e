"""A complaint comes in: numbered, with an owner, watchers and running clocks, from one transaction."""

from dataclasses import dataclass, field

from django.db import transaction

from customerservice.events.complaints import ComplaintReceived
from customerservice.models import SEVERITY_OF, Category, Channel, Complaint, Hold, Severity
from customerservice.services.complaints import clocks, people
from customerservice.services.complaints.handling import acknowledge, give_to
from inventory.models import Reservation, ReservationState
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Told:
    """What a complainer, or the agent who listens to them, tells us."""

    category: str
    text: str
    wish: str = ""
    name: str = ""
    phone: str = ""
    channel: str = Channel.WEB
    severity: str = ""
    pictures: list = field(default_factory=list)
    order: object = None
    order_line: object = None
    product: object = None
    conversation_number: str = ""


@transaction.atomic
def receive(store, told: Told, *, customer=None, by=None) -> Complaint:
    """Refuses an empty text and somebody else's order. An agent who takes it down has thereby taken it up."""
    if not told.text.strip():
        raise Refused(_("Please say what happened."))
    if told.order and customer and told.order.customer_id != customer.pk:
        raise Refused(_("This order is not yours."))
    complaint = Complaint.objects.create(number=next_number("CP"), store=store, customer=customer, **_facts(told))
    complaint.watchers.set(people.watchers_of(complaint))
    promised = clocks.promises(complaint.received_at)
    publish(ComplaintReceived(complaint.number, complaint.severity, promised), about=complaint, by=by)
    owner = by if _is_agent(by) else people.agent_for(store)
    if owner:
        give_to(complaint, owner, by=by)
    clocks.settle(complaint)
    if _is_agent(by):
        acknowledge(complaint, by=by)
    return complaint


def _facts(told: Told) -> dict:
    line = told.order_line
    product = told.product or (line.sku.product if line else None)
    severity = told.severity or SEVERITY_OF[Category(told.category)]
    batches = batches_of(told.order, line)
    return {
        "category": told.category, "severity": severity, "text": told.text.strip()[:2000], "wish": told.wish.strip()[:300],
        "contact_name": told.name.strip()[:40], "contact_phone": told.phone, "channel": told.channel, "pictures": told.pictures,
        "order": told.order, "order_line": line, "product": product, "batch": batches[0] if len(batches) == 1 else None,
        "conversation_number": told.conversation_number, "received_at": clock.now(),
        "hold": Hold.PROPOSED if severity == Severity.P0 else Hold.NONE,
    }  # fmt: skip


def batches_of(order, line=None) -> list:
    """The batches that the order, or one line of it, was served from."""
    if order is None:
        return []
    rows = Reservation.objects.filter(reference=order.number, stock__isnull=False).exclude(state=ReservationState.RELEASED)
    rows = rows.filter(sku_id=line.sku_id) if line else rows
    return list({row.stock.batch_id: row.stock.batch for row in rows.select_related("stock__batch__sku__product")}.values())


def _is_agent(by) -> bool:
    return bool(by and by.is_staff)
