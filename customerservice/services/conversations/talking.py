"""What customers and agents say to each other."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from catalog.models import Listing
from catalog.services import related
from customerservice.events.conversations import CustomerAnswered, CustomerWrote
from customerservice.models import ChatMessage, Conversation, ConversationState
from customerservice.services.conversations import clocks, finding, handing, reading
from microstore.core import clock, files
from microstore.core.errors import Changed, Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

LONGEST = 1000


@dataclass(frozen=True)
class Said:
    """What somebody says: a text, a picture (an upload), or a card of a product or an order."""

    text: str = ""
    upload: object = None
    product: object = None
    order: object = None
    token: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.upload or self.product or self.order)


@dataclass(frozen=True)
class Reply:
    """``is_sure``: sent although the rule book warns; ``caution``: the special group it is the prepared caution for; ``product``: goods of
    the store's shelf as a card."""

    text: str
    token: str = ""
    upload: object = None
    script: object = None
    product: object = None
    caution: str = ""
    is_sure: bool = False


class Blocked(Refused):
    """The rule book stops the words; ``hits`` say where, by which law, and what to write instead."""

    def __init__(self, sentence, hits, *, may_insist: bool):
        super().__init__(sentence)
        self.hits, self.may_insist = hits, may_insist


@transaction.atomic
def hear(store, said: Said, *, customer=None, session_key: str = "") -> ChatMessage:
    """A customer writes, by whatever channel: the clock starts, a resolved conversation is open again, an agent is found."""
    said = _checked(said)
    conversation = finding.find_or_begin(store, customer=customer, session_key=session_key)
    conversation.lock()
    if conversation.state == ConversationState.CLOSED:
        conversation = finding.find_or_begin(store, customer=customer, session_key=session_key)
        conversation.lock()
    if said.token and (before := conversation.messages.filter(token=said.token).first()):
        return before
    message = _write(conversation, said, customer.user if customer else None)
    _note(conversation, said, message)
    is_again = conversation.state == ConversationState.RESOLVED
    move = "reopen" if is_again else "hear"
    if conversation.state == ConversationState.NEW:
        _stay_new(conversation, message)
    else:
        told = CustomerWrote(conversation.number, message.pk, is_again)
        conversation.finish(move, told, by=customer.user if customer else None, save=[*NOTED, "snoozed_until", "resolved_at"])
    handing.find_agent(conversation)
    return message


NOTED = ["about_product", "about_order", "groups", "last_at", "last_text", "waiting_since", "due_at"]


def _checked(said: Said) -> Said:
    text = said.text.replace("\x00", "").strip()
    if len(text) > LONGEST:
        raise Refused(_("At most %(most)d characters at a time.") % {"most": LONGEST})
    checked = Said(text, said.upload, said.product, said.order, said.token[:40])
    if checked.is_empty:
        raise Refused(_("The message is empty."))
    return checked


def _write(conversation: Conversation, said: Said, user) -> ChatMessage:
    picture = files.store_image(said.upload, kind="chat", by=user) if said.upload else None
    return ChatMessage.objects.create(
        conversation=conversation, author=ChatMessage.Author.CUSTOMER, by=user, text=said.text, picture=picture, product=said.product,
        order=said.order, token=said.token,
    )  # fmt: skip


def _note(conversation: Conversation, said: Said, message: ChatMessage) -> None:
    """What the message changes on the conversation: its subject, its clock, the groups it names."""
    conversation.about_product = said.product or conversation.about_product
    conversation.about_order = said.order or conversation.about_order
    conversation.groups = sorted({*conversation.groups, *reading.groups_in(said.text, conversation.about_product)})
    conversation.last_at, conversation.last_text = message.at, reading.excerpt(said.text) or str(_("[picture or card]"))
    conversation.snoozed_until = conversation.resolved_at = None
    clocks.begin(conversation, message)


def _stay_new(conversation: Conversation, message: ChatMessage) -> None:
    """Nobody has looked yet: it stays new."""
    conversation.save(update_fields=NOTED)
    publish(CustomerWrote(conversation.number, message.pk), about=conversation, by=message.by)


@transaction.atomic
def answer(conversation: Conversation, reply: Reply, *, by) -> ChatMessage:
    """An agent answers; who answers an unassigned conversation takes it. Refuses what the rule book blocks, and what it warns of
    unless the agent insists."""
    text = reply.text.replace("\x00", "").strip()
    if not (text or reply.upload or reply.product):
        raise Refused(_("The answer is empty."))
    if len(text) > LONGEST:
        raise Refused(_("At most %(most)d characters at a time.") % {"most": LONGEST})
    conversation.lock()
    if reply.token and (before := conversation.messages.filter(token=reply.token).first()):
        return before
    conversation.require("answer")
    _require_mine(conversation, by)
    _require_on_shelf(conversation, reply.product)
    hits = judged(text, conversation, is_sure=reply.is_sure)
    message = _send(conversation, reply, text, hits, by)
    wait = clocks.end(conversation, by=by)
    conversation.assignee, conversation.last_at, conversation.last_text = (
        by,
        message.at,
        reading.excerpt(text) or str(_("[picture or card]")),
    )
    told = CustomerAnswered(conversation.number, message.pk, wait.seconds if wait else None, wait.state == wait.State.HIT if wait else None)
    saved = ["assignee", "last_at", "last_text", "waiting_since", "due_at", "snoozed_until", "resolved_at"]
    conversation.snoozed_until = conversation.resolved_at = None
    conversation.finish("answer", told, by=by, save=saved)
    return message


def _require_mine(conversation: Conversation, by) -> None:
    """Two agents never answer the same customer by accident."""
    if conversation.assignee_id not in (None, by.pk):
        raise Changed(
            _("%(agent)s has this conversation. Take it over first.") % {"agent": conversation.assignee.name or conversation.assignee}
        )


def _require_on_shelf(conversation: Conversation, product) -> None:
    """Only goods that this customer can buy are recommended, nothing that may not be promoted (rule AD-15), and nothing whose label
    excludes people whom the customer named (duty L17)."""
    if product is None:
        return
    if any(reading.is_unsuitable(code, product) for code in conversation.groups):
        raise Refused(_("The label of %(product)s excludes people whom the customer named.") % {"product": product})
    there = Listing.objects.on_sale(conversation.store_id).filter(product=product, in_stock=True).exclude(product_class__in=related.NEVER)
    if not there.exists():
        raise Refused(_("%(product)s cannot be recommended in this store now.") % {"product": product})


def judged(text: str, conversation: Conversation, *, is_sure: bool) -> list[dict]:
    """The hits that were insisted on. Raises ``Blocked`` otherwise."""
    verdict = reading.read(text, conversation.about_product)
    stopping = [hit for hit in verdict.hits_as_json() if hit["level"] in ("block", "warn")]
    if verdict.is_blocked:
        raise Blocked(_("The rule book does not let this be said."), stopping, may_insist=False)
    if stopping and not is_sure:
        raise Blocked(_("The rule book warns of these words. Change them, or send them knowingly."), stopping, may_insist=True)
    return stopping


def _send(conversation, reply: Reply, text: str, hits, by) -> ChatMessage:
    picture = files.store_image(reply.upload, kind="chat", by=by) if reply.upload else None
    return ChatMessage.objects.create(
        conversation=conversation, author=ChatMessage.Author.AGENT, by=by, text=text, picture=picture, script=reply.script,
        product=reply.product, caution=reply.caution, hits=hits, token=reply.token[:40],
    )  # fmt: skip


def mark_seen(conversation: Conversation, *, by_customer: bool) -> int:
    """The other side's messages have been read now."""
    mine = ChatMessage.Author.CUSTOMER
    others = ~Q(author=mine) if by_customer else Q(author=mine)
    return conversation.messages.filter(others, seen_at=None).update(seen_at=clock.now())
