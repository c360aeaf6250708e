"""News of complaints reaches the customer and the colleagues whom it concerns."""

from django.conf import settings

from catalog.models import ProductFault
from catalog.shelf import faulting
from catalog.suppliers.services import tallies
from customerservice.complaints import adverse
from customerservice.events.complaints import (
    ComplaintAssigned,
    ComplaintClosed,
    ComplaintEscalated,
    ComplaintMerged,
    ComplaintReceived,
    ComplaintWithdrawn,
    InquiryAnswered,
    InquiryAsked,
    SatisfactionAsked,
    SeverityChanged,
    SolutionOffered,
)
from customerservice.models import Category, Cause, ClockKind, Complaint, Conversation, Inquiry, Severity, Survey
from customerservice.services.complaints import clocks, closing, people
from microstore.accounts.models import User
from microstore.core import sentences
from microstore.core.declarations import Post
from microstore.core.events import on
from microstore.messaging import services as messaging

FAULTS_OF_THE_GOODS = (Cause.PRODUCT_QUALITY, Cause.PACKAGING)


def complaint_of(event) -> Complaint:
    return Complaint.objects.select_related("customer__user", "owner", "product", "batch", "store").get(number=event.number)


def due_of(complaint: Complaint) -> str:
    solution = complaint.clocks.filter(kind=ClockKind.SOLUTION).order_by("-round").first()
    return clocks.local_words(solution.due_at) if solution else "—"


def tell_customer(complaint: Complaint, code: str, key: str, channels=("inbox", "sms"), **context) -> None:
    """In the shop and by text message; a complainer without account by text message, an anonymous one on the page alone."""
    to = complaint.customer or complaint.contact_phone
    if to:
        known = {"number": complaint.number, "due": due_of(complaint), **context}
        messaging.send(code, to=to, key=f"{code}:{key}", channels=channels, context=known)


@on(ComplaintReceived)
def confirm_receipt(event: ComplaintReceived) -> None:
    tell_customer(complaint_of(event), "complaint.received", event.number)


@on(ComplaintReceived, SeverityChanged)
def alarm_quality(event) -> None:
    """Safety goes to quality and the director at once."""
    complaint = complaint_of(event)
    if complaint.severity != Severity.P0:
        return
    context = {
        "number": event.number, "product": complaint.product or "—", "batch": complaint.batch or "—",
    }  # fmt: skip
    for person in people.holding(Post.QUALITY, Post.DIRECTOR):
        key = f"complaint.safety:{event.number}:{person.pk}"
        messaging.send("complaint.safety", to=person, key=key, channels=("inbox", "sms"), context=context)


@on(ComplaintClosed)
def tally_supplier(event: ComplaintClosed) -> None:
    """What turned out to be the goods themselves counts against who delivered them (duty P2)."""
    complaint = complaint_of(event)
    if event.cause not in FAULTS_OF_THE_GOODS:
        tallies.take_back(tallies.Kind.COMPLAINT, reference=event.number)
        return
    supplier = (complaint.batch and complaint.batch.supplier) or (complaint.product and complaint.product.supplier)
    tallies.add(tallies.Kind.COMPLAINT, supplier, reference=event.number, product=complaint.product)


@on(ComplaintReceived, SeverityChanged, ComplaintClosed)
def tell_shelf(event) -> None:
    """What speaks against the goods may take them off the shelf (duty P11); what turns out to lie elsewhere is taken back."""
    complaint = complaint_of(event)
    source = f"customer {complaint.customer_id}" if complaint.customer_id else ""
    if complaint.cause and complaint.cause not in FAULTS_OF_THE_GOODS:
        faulting.take_back(reference=complaint.number)
    elif complaint.is_safety or adverse.speaks_of_harm(complaint.text):
        faulting.tell(complaint.product, ProductFault.Kind.ADVERSE, reference=complaint.number, source=source)
    elif complaint.cause or complaint.category == Category.QUALITY:
        faulting.tell(complaint.product, ProductFault.Kind.COMPLAINT, reference=complaint.number, source=source)


@on(ComplaintWithdrawn, ComplaintMerged)
def take_back_from_shelf(event) -> None:
    """A complaint that was joined with another counts there."""
    faulting.take_back(reference=event.number)


@on(ComplaintAssigned)
def tell_owner(event: ComplaintAssigned) -> None:
    complaint = complaint_of(event)
    context = {"number": event.number, "due": due_of(complaint)}
    key = f"complaint.assigned:{event.number}:{event.owner_id}:{complaint.level}"
    messaging.send("complaint.assigned", to=User.objects.get(pk=event.owner_id), key=key, channels=("inbox",), context=context)


@on(SolutionOffered)
def tell_offer(event: SolutionOffered) -> None:
    tell_customer(complaint_of(event), "complaint.offered", f"{event.number}:{event.solution_id}")


@on(ComplaintEscalated)
def tell_escalation(event: ComplaintEscalated) -> None:
    tell_customer(complaint_of(event), "complaint.escalated", f"{event.number}:{event.level}", channels=("inbox",))


@on(SatisfactionAsked)
def ask_satisfaction(event: SatisfactionAsked) -> None:
    survey = Survey.objects.get(pk=event.survey_id)
    context = {"token": closing.token_of(survey), "site": settings.SITE_URL.rstrip("/")}
    tell_customer(complaint_of(event), "complaint.satisfaction", str(survey.pk), **context)


@on(InquiryAsked)
def tell_department(event: InquiryAsked) -> None:
    row = Inquiry.objects.get(pk=event.inquiry_id)
    context = {"number": row.subject_label, "text": row.question, "due": clocks.local_words(row.due_at), "id": row.pk}
    for person in User.objects.filter(is_active=True, staff__department=row.department, staff__left_on=None):
        messaging.send("complaint.inquiry", to=person, key=f"inquiry:{row.pk}:{person.pk}", channels=("inbox",), context=context)


@on(InquiryAnswered)
def tell_asker(event: InquiryAnswered) -> None:
    row = Inquiry.objects.select_related("asked_by").get(pk=event.inquiry_id)
    department = sentences.word_of(row, "department")
    context = {"number": row.subject_label, "text": row.answer_text, "answer": row.answer_text, "department": department}
    words = "customerservice.answered_inside" if row.subject_type == Conversation._meta.label_lower else "complaint.inquiry_answered"
    messaging.send(words, to=row.asked_by, key=f"inquiry.answered:{row.pk}", channels=("inbox",), context=context)
