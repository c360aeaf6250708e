"""Complaints of the demo company, in every state a visitor wants to see, told through the services."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from customerservice.models import Complaint
from customerservice.services import complaints, inquiries
from customerservice.services.complaints import Told, closing, escalation
from customerservice.services.complaints.closing import Planned
from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging import services as messaging
from orders.models import Order
from orders.services.batches import batches_of

STORIES = Path(__file__).resolve().parents[1] / "data" / "demo_complaints.json"
MINUTE = timedelta(minutes=1)
WITHHELD = "demo"


@dataclass
class Cast:
    agent: User
    lead: User
    director: User
    quality: User
    warehouse: User


def load_demo(now: datetime) -> int:
    """Each story once; harmless when they are told already."""
    if Complaint.objects.exists():
        return 0
    names = ["service", "service.lead", "director", "quality", "warehouse"]
    people = {user.username: user for user in User.objects.filter(username__in=names)}
    cast = Cast(people["service"], people["service.lead"], people["director"], people["quality"], people["warehouse"])
    done = Order.objects.filter(delivered_at__lt=now - timedelta(days=3)).select_related("store", "customer__user")
    orders = [order for order in done.order_by("-delivered_at")[:80] if batches_of(order.number)]
    stories = json.loads(STORIES.read_text(encoding="utf-8"))
    for place, story in enumerate(stories):
        _tell(story, orders[place] if place < len(orders) else None, cast, now)
    return len(stories)


def _tell(story: dict, order, cast: Cast, now: datetime) -> None:
    if story.get("guest"):
        order = None
    store = order.store if order else Order.objects.select_related("store").latest("pk").store
    moment = now - story["minutes_ago"] * MINUTE
    line = order.lines.select_related("sku__product").first() if order else None
    told = Told(
        category=story["category"], text=story["text"], wish=story.get("wish", ""), phone=story.get("phone", ""),
        name=story.get("name", ""), channel=story.get("channel", "web"), order=order, order_line=line,
    )  # fmt: skip
    customer = order.customer if order else None
    by = cast.agent if told.channel == "phone" else customer.user if customer else None
    with clock.at(moment):
        complaint = complaints.receive(store, told, customer=customer, by=by)
        deliver_all()
    for after, step, *words in story["steps"]:
        at = moment + after * MINUTE
        if at <= now:
            with clock.at(at):
                complaint.refresh_from_db()
                STEPS[step](complaint, cast, *words)
                deliver_all()
    if customer:
        messaging.withhold(customer.user, written_until=now, reason=WITHHELD)


def _measure(complaint, cast, cause, note, measure="", days=0, because=""):  # noqa: PLR0913
    complaints.find_cause(complaint, cause=cause, note=note, because=because, by=cast.agent)
    if measure:
        complaints.decide_measures(complaint, [Planned(measure, cast.warehouse, clock.today() + timedelta(days=days))])


def _answer(complaint, cast, text):
    for row in inquiries.Inquiry.objects.about(complaint).waiting():
        inquiries.answer(row, text=text, by=cast.warehouse if row.department == "warehouse" else cast.quality)


def _survey(complaint, cast, result, text=""):
    closing.answer_survey(complaint.surveys.get(answered_at=None), result=result, text=text)


def _offer(complaint, cast, kind, amount_fen, text):
    most = complaint.order.total_fen if complaint.order else amount_fen
    complaints.offer(complaint, kind=kind, amount_fen=min(amount_fen, most), text=text, by=complaint.owner or cast.agent)


def _hold(complaint, cast, reason):
    try:
        complaints.decide_hold(complaint, None, reason=reason, by=cast.quality)
    except Refused:
        return


STEPS = {
    "take_up": lambda complaint, cast: complaints.acknowledge(complaint, by=cast.agent),
    "ask": lambda complaint, cast, department, text: inquiries.ask(complaint, department=department, question=text, by=cast.agent),
    "answer": _answer,
    "offer": _offer,
    "accept": lambda complaint, cast: complaints.accept(complaint, by=complaint.customer.user if complaint.customer else None),
    "refuse": lambda complaint, cast, text: complaints.refuse(complaint, reason=text),
    "carry_out": lambda complaint, cast, text: complaints.implement(complaint, text=text, by=cast.agent),
    "resolve": lambda complaint, cast: complaints.resolve(complaint, by=cast.agent),
    "survey": _survey,
    "measure": _measure,
    "no_hold": _hold,
    "close": lambda complaint, cast: complaints.close(complaint, by=cast.agent),
    "pause": lambda complaint, cast, text: complaints.pause(complaint, reason=text, by=cast.agent),
    "withdraw": lambda complaint, cast, text: complaints.withdraw(complaint, reason=text),
    "sweep": lambda complaint, cast: escalation.escalate(complaint.pk),
}
