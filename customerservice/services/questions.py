"""Questions on product pages: asked by a customer, answered and published by an agent, read by everybody (duties C1, L16)."""

from django.db import transaction

from catalog.services import cards
from customerservice import norms
from customerservice.events.conversations import QuestionAsked, QuestionPublished, QuestionRefused, QuestionWithdrawn
from customerservice.models import Question
from customerservice.services.conversations import reading
from customerservice.services.conversations.talking import Blocked
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish as tell
from microstore.core.sentences import gettext as _

SHORTEST = 4
PLACE = "customerservice.question"


@transaction.atomic
def ask(store, product, text: str, *, customer, token: str) -> Question:
    """Nothing of it is shown before an agent has answered. The same form sent twice is one question."""
    text = " ".join(text.replace("\x00", "").split())
    if len(text) < SHORTEST:
        raise Refused(_("Please write your question."))
    before = Question.objects.filter(token=token).first()
    if before:
        return before
    now = clock.now()
    row = Question.objects.create(
        store=store, product=product, customer=customer, text=text[:300], token=token, asked_at=now, due_at=now + norms.QUESTION.span,
        hits=_hits(text, product), groups=reading.groups_in(text, product),
    )  # fmt: skip
    tell(QuestionAsked(row.pk), about=row, by=customer.user)
    return row


def _hits(text: str, product) -> list[dict]:
    return [hit for hit in reading.read(text, product).hits_as_json() if hit["level"] in ("block", "warn")]


def is_ours(row: Question, shown: str) -> bool:
    """A question shown in other words than the customer's own says what we say."""
    return bool(shown) and shown != reading.masked(" ".join(row.text.split()))[:300]


@transaction.atomic
def publish(row: Question, *, shown_text: str, answer: str, by, is_sure: bool = False) -> None:
    """The answer is read by the law before everybody reads it, and the question where we changed its words; phone numbers are masked."""
    shown, answer = reading.masked(" ".join(shown_text.split())), reading.masked(answer.strip())
    if not shown or not answer:
        raise Refused(_("The answer is empty."))
    row.begin("publish")
    hits = _hits(answer, row.product) + (_hits(shown, row.product) if is_ours(row, shown) else [])
    blocked = [hit for hit in hits if hit["level"] == "block"]
    if blocked:
        raise Blocked(_("The rule book does not let this be said."), blocked, may_insist=False)
    if hits and not is_sure:
        raise Blocked(_("The rule book warns of these words. Change them, or send them knowingly."), hits, may_insist=True)
    row.shown_text, row.answer, row.answered_by, row.published_at = shown[:300], answer[:1000], by, clock.now()
    row.finish("publish", QuestionPublished(row.pk), by=by, save=["shown_text", "answer", "answered_by", "published_at"])
    door.keep(place_of(row), row, by=by)
    cards.draw_anew(row.product_id, row.store_id)


@transaction.atomic
def refuse(row: Question, *, reason: str, by) -> None:
    row.begin("refuse")
    row.answered_by = by
    row.finish("refuse", QuestionRefused(row.pk), by=by, reason=reason, save=["answered_by"])


@transaction.atomic
def withdraw(row: Question, *, reason: str, by) -> None:
    row.begin("withdraw")
    row.finish("withdraw", QuestionWithdrawn(row.pk), by=by, reason=reason)
    cards.draw_anew(row.product_id, row.store_id)
