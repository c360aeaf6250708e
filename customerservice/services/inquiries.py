"""Questions of customer service to other departments (duties C4, C14, C21)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from customerservice import norms
from customerservice.events.complaints import InquiryAnswered, InquiryAsked
from customerservice.models import Complaint, Inquiry
from customerservice.services.complaints import investigate
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish


@transaction.atomic
def ask(subject, *, department: str, question: str, by, minutes: int | None = None) -> Inquiry:
    """Ask a department about ``subject`` (it needs ``store`` and ``number``). A complaint is thereby being looked into."""
    if not question.strip():
        raise Refused(_("Please write a question."))
    if isinstance(subject, Complaint):
        investigate(subject, by=by, department=department)
    now = clock.now()
    row = Inquiry.objects.create(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, subject_label=subject.number, store_id=subject.store_id,
        department=department, question=question.strip()[:1000], asked_by=by, asked_at=now,
        due_at=now + (timedelta(minutes=minutes) if minutes else norms.INQUIRY.span),
    )  # fmt: skip
    publish(InquiryAsked(row.pk, department, row.question), about=subject, by=by)
    return row


@transaction.atomic
def answer(row: Inquiry, *, text: str, by) -> None:
    row.begin("answer")
    if not text.strip():
        raise Refused(_("Please write an answer."))
    row.answer_text, row.answered_by, row.answered_at = text.strip()[:2000], by, clock.now()
    told = InquiryAnswered(row.pk, row.department, row.answer_text)
    row.finish("answer", told, by=by, save=["answer_text", "answered_by", "answered_at"])
    publish(told, about=row.subject, by=by)
