"""The desk of the demo company: conversations in every state, questions with answers, approved wording. Told through the services."""

import json
from datetime import timedelta
from pathlib import Path
from random import Random

from catalog.models import Listing
from customerservice.models import Conversation, Question, Script
from customerservice.services import questions, scripts
from customerservice.services.conversations import ending, handing, reading, talking
from customerservice.services.conversations.talking import Reply, Said
from microstore.accounts.models import Customer, User
from microstore.core import approvals, clock
from microstore.core.declarations import Department
from microstore.core.events import deliver_all
from microstore.stores.models import Store
from orders.models import Order

TEXTS = Path(__file__).resolve().parents[1] / "data" / "demo.json"


def load_desk(now) -> None:
    """Harmless when it was told before."""
    if Script.objects.exists():
        return
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    service, lead = User.objects.get(username="service"), User.objects.get(username="service.lead")
    with clock.at(now - timedelta(days=40)):
        load_scripts(texts["scripts"], writer=service, approver=lead)
    load_questions(texts["questions"], service, now)
    Desk(texts["talks"], service, lead, now).load()


def load_scripts(rows: list, *, writer, approver) -> None:
    for row in rows:
        script = scripts.write(Script(**row), by=writer)
        approvals.decide(scripts.submit(script, by=writer), yes=True, reason=row["title"], by=approver)


def load_questions(rows: list, agent, now) -> None:
    """Over the last weeks, mostly about the goods that stand first; the newest wait for an answer."""
    random, store = Random("questions"), Store.objects.get(is_default=True)  # noqa: S311 the same each time
    shelf = list(Listing.objects.on_sale(store).select_related("product__live_revision").order_by("position", "pk")[:8])
    people = list(Customer.objects.select_related("user").order_by("pk")[:30])
    for number, row in enumerate(rows):
        age = timedelta(days=len(rows) - number, hours=random.randint(1, 6)) if row["answer"] else timedelta(minutes=90 * (number % 4 + 1))
        asked = now - age
        listing, person = shelf[number % len(shelf)], random.choice(people)
        with clock.at(asked):
            question = questions.ask(store, listing.product, row["question"], customer=person, token=f"demo-{number}")
        if row["answer"]:
            with clock.at(asked + timedelta(minutes=random.randint(8, 300))):
                questions.publish(question, shown_text=row["question"], answer=row["answer"], by=agent, is_sure=True)
                deliver_all()
    dull = Question.objects.waiting().order_by("pk").first()
    if dull and len(rows) > 3:
        questions.refuse(dull, reason="—", by=agent)


class Desk:
    """About thirty conversations: the old ones are done, the last ones wait."""

    def __init__(self, talks: list, service, lead, now):
        self.talks, self.service, self.lead, self.now, self.random = talks, service, lead, now, Random("desk")  # noqa: S311
        self.orders = list(Order.objects.select_related("customer__user", "store").order_by("-placed_at")[:40])

    def load(self) -> None:
        for number, talk in enumerate(self.talks):
            self.tell(number, talk)
        deliver_all()

    def tell(self, number: int, talk: dict) -> None:
        """``lines`` alternate between customer and agent; ``end`` says how it stands now."""
        order = self.orders[number % len(self.orders)]
        begun = self.begun(number, talk["end"])
        about = self.about(talk, order, number)
        conversation, at = None, begun
        for place, text in enumerate(talk["lines"]):
            with clock.at(at):
                if place % 2 == 0:
                    said = Said(text, token=f"demo-{number}-{place}", **(about if place == 0 else {}))
                    message = talking.hear(order.store, said, customer=order.customer)
                    conversation = Conversation.objects.get(pk=message.conversation_id)
                else:
                    self.answer(conversation, text)
            at += timedelta(seconds=self.random.choice([12, 18, 25, 29, 41, 75, 120] + [210] * (number % 9 == 0)))
        with clock.at(at):
            self.finish(conversation, talk)

    def about(self, talk: dict, order: Order, number: int) -> dict:
        """The card that goes along: the order, or a product of its store."""
        if talk.get("order"):
            return {"order": order}
        shelf = Listing.objects.on_sale(order.store).select_related("product__live_revision").order_by("position", "pk")
        listing = next(iter(shelf[number % 20 : number % 20 + 1]), None) if talk.get("product") else None
        return {"product": listing.product} if listing else {}

    def begun(self, number: int, end: str):
        """Those that wait began minutes ago; what is done lies days back, in service hours."""
        if end in ("waiting", "new"):
            return self.now - timedelta(seconds=20 + 35 * (number % 7))
        if end in ("resolved", "inside", "customer", "snoozed"):
            return self.now - timedelta(minutes=15 + 9 * (number % 12))
        day = (self.now - timedelta(days=2 + number % 18)).astimezone(clock.SHANGHAI)
        return day.replace(hour=10 + number % 10, minute=self.random.randint(0, 50), second=0)

    def answer(self, conversation: Conversation, text: str) -> None:
        conversation.refresh_from_db()
        if conversation.assignee_id is None:
            handing.take(conversation, by=self.service, seen_assignee=None)
        if conversation.groups and not conversation.messages.exclude(caution="").exists():
            code = conversation.groups[0]
            caution = reading.caution_for(code, conversation.about_product, product_word="…", unsuitable_word="…")
            talking.answer(conversation, Reply(caution, caution=code), by=self.service)
        talking.answer(conversation, Reply(text, is_sure=True), by=self.service)

    def finish(self, conversation: Conversation, talk: dict) -> None:
        conversation.refresh_from_db()
        end, by = talk["end"], self.service
        if end == "inside":
            ending.ask_inside(conversation, department=Department(talk["department"]), question=talk["ask"], by=by)
        elif end == "snoozed":
            ending.put_off(conversation, clock.now() + timedelta(hours=3), by=by)
        elif end in ("resolved", "closed"):
            ending.resolve(conversation, theme=talk["theme"], note=talk.get("note", ""), by=by)
        if end == "closed":
            with clock.at(clock.now() + timedelta(hours=25)):
                ending.close_due(conversation.pk)
