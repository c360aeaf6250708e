"""Putting off, asking a department, resolving, closing."""

from datetime import datetime

from django.db import transaction

from customerservice import norms
from customerservice.events.complaints import InquiryAsked
from customerservice.events.conversations import (
    AnsweredInside,
    AskedInside,
    ConversationClosed,
    ConversationPutOff,
    ConversationResolved,
    ConversationWoken,
)
from customerservice.models import Conversation, ConversationState, Inquiry, Remark
from customerservice.services.conversations import clocks
from microstore.core import clock, sentences
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def remark(conversation: Conversation, text: str, *, by) -> Remark:
    """A note for colleagues."""
    if not text.strip():
        raise Refused(_("The note is empty; nothing was saved."))
    return Remark.objects.create(conversation=conversation, by=by, text=text.strip()[:1000])


@transaction.atomic
def put_off(conversation: Conversation, until: datetime, *, by) -> None:
    """Refuses while the customer waits for an answer: the clock cannot be put off."""
    conversation.begin("snooze")
    if conversation.due_at:
        raise Refused(_("The customer waits: answer first."))
    if until <= clock.now():
        raise Refused(_("Choose a time that is still to come."))
    conversation.snoozed_until = until
    conversation.finish("snooze", ConversationPutOff(conversation.number, until.isoformat()), by=by, save=["snoozed_until"])


@transaction.atomic
def wake(conversation_id: int) -> bool:
    conversation = Conversation.objects.get(pk=conversation_id)
    conversation.lock()
    if conversation.state != ConversationState.SNOOZED or conversation.snoozed_until > clock.now():
        return False
    conversation.snoozed_until = None
    conversation.finish("wake", ConversationWoken(conversation.number), save=["snoozed_until"])
    return True


@transaction.atomic
def ask_inside(conversation: Conversation, *, department: str, question: str, by) -> Inquiry:
    """Ask a department what the agent cannot answer (duty C4). The customer's clock goes on."""
    if not question.strip():
        raise Refused(_("Write what the department should answer."))
    conversation.begin("ask_inside")
    row = Inquiry.objects.put(conversation, department=department, question=question, by=by, span=norms.INSIDE.span)
    asked = _("Asked %(department)s: %(question)s") % {"department": sentences.word_of(row, "department"), "question": row.question}
    Remark.objects.create(conversation=conversation, by=by, text=asked[:1000])
    publish(InquiryAsked(row.pk, department, row.question), about=row, by=by)
    conversation.finish("ask_inside", AskedInside(conversation.number, row.pk, department), by=by)
    return row


@transaction.atomic
def hear_inside(conversation: Conversation, row: Inquiry, *, by) -> None:
    """The answer stands in the thread as a note; with the last one the conversation is the agent's to answer again."""
    conversation.lock()
    said = _("%(department)s answers: %(answer)s") % {"department": sentences.word_of(row, "department"), "answer": row.answer_text}
    Remark.objects.create(conversation=conversation, by=by, text=said[:1000])
    told = AnsweredInside(conversation.number, row.pk)
    if conversation.is_open("hear_inside") and not Inquiry.objects.about(conversation).waiting().exists():
        conversation.finish("hear_inside", told, by=by)
    else:
        publish(told, about=conversation, by=by)


@transaction.atomic
def resolve(conversation: Conversation, *, theme: str, by, note: str = "") -> None:
    """Done, with what it was about (duty C16). Where a special group was named and no caution was sent, a note must say why."""
    conversation.begin("resolve")
    cautioned = conversation.messages.exclude(caution="").exists()
    if conversation.groups and not cautioned and not note.strip():
        raise Refused(_("The customer named people who need caution. Send the caution, or note why it is not needed."))
    if note.strip():
        Remark.objects.create(conversation=conversation, by=by, text=note.strip()[:1000])
    clocks.end(conversation, by=by)
    conversation.theme, conversation.resolved_at = theme, clock.now()
    told = ConversationResolved(conversation.number, theme)
    conversation.finish("resolve", told, by=by, reason=note.strip(), save=["theme", "resolved_at", "waiting_since", "due_at"])


@transaction.atomic
def close_due(conversation_id: int) -> bool:
    conversation = Conversation.objects.get(pk=conversation_id)
    conversation.lock()
    if conversation.state != ConversationState.RESOLVED or conversation.resolved_at > clock.now() - norms.CLOSE.span:
        return False
    conversation.finish("close", ConversationClosed(conversation.number))
    return True
