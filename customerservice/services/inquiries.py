"""Questions of customer service to other departments, and their answers (duties C4, C14, C21). Out of a conversation they are asked by
``conversations.ending``."""

from datetime import timedelta

from django.db import transaction

from customerservice import norms
from customerservice.events.complaints import InquiryAnswered, InquiryAsked
from customerservice.models import Complaint, Conversation, Inquiry
from customerservice.services.complaints import investigate
from customerservice.services.conversations import ending
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def ask(subject, *, department: str, question: str, by, minutes: int | None = None) -> Inquiry:
    """Ask a department about ``subject`` (it needs ``store`` and ``number``). A complaint is thereby being looked into."""
    if not question.strip():
        raise Refused(_("Please write a question."))
    if isinstance(subject, Complaint):
        investigate(subject, by=by, department=department)
    span = timedelta(minutes=minutes) if minutes else norms.INQUIRY.span
    row = Inquiry.objects.put(subject, department=department, question=question, by=by, span=span)
    publish(InquiryAsked(row.pk, department, row.question), about=subject, by=by)
    return row


@transaction.atomic
def answer(row: Inquiry, *, text: str, by) -> None:
    """The subject's timeline tells of it; a conversation is the agent's again. It is locked before its questions, always."""
    if isinstance(subject := row.subject, Conversation):
        subject.lock()
    row.begin("answer")
    if not text.strip():
        raise Refused(_("Please write an answer."))
    row.answer_text, row.answered_by, row.answered_at = text.strip()[:2000], by, clock.now()
    told = InquiryAnswered(row.pk, row.department, row.answer_text)
    row.finish("answer", told, by=by, save=["answer_text", "answered_by", "answered_at"])
    subject = row.subject
    if isinstance(subject, Conversation):
        ending.hear_inside(subject, row, by=by)
    else:
        publish(told, about=subject, by=by)
