"""What customer service holds about a customer: talks, questions, complaints, after-sale cases, and the pictures in them."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customerservice.models import AftersaleCase, ChatMessage, Complaint, Conversation, ConversationState, Question, Review
from customerservice.norms import KEEP_CASES, KEEP_TALKS
from microstore.accounts.models import Customer
from microstore.core import files
from microstore.core.models import StoredFile
from microstore.core.privacy import PersonalData

GONE = "***"
LAW = gettext_lazy("E-Commerce Law, art. 31: three years")


# ── talks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def talks(customer: Customer) -> list[dict]:
    rows = ChatMessage.objects.filter(conversation__customer=customer).select_related("conversation").order_by("pk")
    return [
        {_("Conversation"): row.conversation.number, _("Written by"): row.get_author_display(), _("Text"): row.text, _("Time"): row.at}
        for row in rows
    ]


def spoken(customer: Customer):
    return ChatMessage.objects.filter(conversation__customer=customer).exclude(text=GONE, picture=None)


def forget_talks(customer: Customer, until: datetime) -> int:
    """Words and pictures go; that there was a talk, when and how fast it was answered stays for the figures."""
    old = spoken(customer).filter(at__lte=until)
    pictures = list(StoredFile.objects.filter(pk__in=old.values("picture")))
    ids = list(old.values_list("pk", flat=True))
    ChatMessage.objects.filter(pk__in=ids).update(text=GONE, picture=None)
    Conversation.objects.filter(customer=customer, last_at__lte=until).update(last_text="")
    _delete(pictures)
    return len(ids)


def end_talks(customer: Customer, until: datetime) -> int:
    """Guest sessions that were joined to the customer no longer point at a browser."""
    return Conversation.objects.filter(customer=customer).exclude(session_key="").update(session_key="")


# ── questions on product pages ─────────────────────────────────────────────────────────────────────────────────────────
def questions(customer: Customer) -> list[dict]:
    rows = customer.questions.select_related("product")
    return [
        {
            _("Product"): row.product.name, _("Question"): row.text, _("Answer"): row.answer, _("State"): row.get_state_display(),
            _("Asked"): row.asked_at,
        }
        for row in rows
    ]  # fmt: skip


def forget_questions(customer: Customer, until: datetime) -> int:
    """What is published was cleaned of persons and stays under nobody's name; the words as they were typed go."""
    return Question.objects.filter(customer=customer).exclude(text=GONE).update(text=GONE)


# ── reviews ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def reviews(customer: Customer) -> list[dict]:
    return [
        {
            _("Product"): row.product.name, _("Stars"): row.stars, _("Text"): row.text, _("State"): row.get_state_display(),
            _("Reason"): row.decision, _("Reply"): row.reply, _("Written"): row.written_at,
        }
        for row in customer.reviews.select_related("product")
    ]  # fmt: skip


def review_pictures(customer: Customer) -> list:
    return [files.referred(picture) for row in customer.reviews.exclude(pictures=[]) for picture in row.pictures]


def forget_reviews(customer: Customer, until: datetime) -> int:
    """Published words and stars stay under nobody's name (rule EC-10); name, pictures and what was never shown go."""
    rows = customer.reviews.filter(written_at__lte=until)
    _delete(StoredFile.objects.filter(path__in=[picture.path for picture in review_pictures(customer)]))
    rows.exclude(state=Review.State.PUBLISHED).update(text=GONE, hidden={})
    customer.review_reports.all().delete()
    return rows.exclude(shown_name="", pictures=[]).update(shown_name="", pictures=[], has_pictures=False)


# ── complaints and after-sale cases ────────────────────────────────────────────────────────────────────────────────────
def complaints(customer: Customer) -> list[dict]:
    return [
        {
            _("Number"): row.number, _("The complaint in words"): row.text, _("What the customer wishes"): row.wish,
            _("State"): row.get_state_display(), _("Name"): row.contact_name, _("Phone"): row.contact_phone,
            _("Received"): row.received_at, _("Closed"): row.closed_at,
        }
        for row in customer.complaints.all()
    ]  # fmt: skip


def told_complaints(customer: Customer):
    return Complaint.objects.filter(customer=customer).exclude(text=GONE)


def forget_complaints(customer: Customer, until: datetime) -> int:
    old = list(told_complaints(customer).filter(received_at__lte=until))
    paths = [files.referred(picture).path for row in old for picture in row.pictures]
    Complaint.objects.filter(pk__in=[row.pk for row in old]).update(text=GONE, wish="", contact_name="", contact_phone="", pictures=[])
    _delete(StoredFile.objects.filter(path__in=paths))
    return len(old)


def cases(customer: Customer) -> list[dict]:
    rows = AftersaleCase.objects.filter(order__customer=customer).select_related("order")
    return [
        {
            _("Number"): row.number, _("Order number"): row.order.number, _("Wanted"): row.get_kind_display(),
            _("Reason"): row.get_reason_display(), _("Text"): row.text, _("Answer"): row.answer, _("State"): row.get_state_display(),
            _("Opened"): row.opened_at,
        }
        for row in rows
    ]  # fmt: skip


def told_cases(customer: Customer):
    return AftersaleCase.objects.filter(order__customer=customer).exclude(text=GONE)


def forget_cases(customer: Customer, until: datetime) -> int:
    old = list(told_cases(customer).filter(opened_at__lte=until).prefetch_related("photos__file"))
    pictures = [photo.file for row in old for photo in row.photos.all()]
    for row in old:
        row.photos.all().delete()
    _delete(pictures)
    return AftersaleCase.objects.filter(pk__in=[row.pk for row in old]).update(text=GONE)


def _delete(pictures) -> None:
    """The rows now, the files once that is certain."""
    for picture in list(pictures):
        folder, widths = picture.path.rpartition("/")[0], picture.widths
        picture.delete()
        for width in widths:
            transaction.on_commit(lambda path=f"{folder}/{width}.webp": default_storage.delete(path))


def open_cases(customer: Customer) -> list[str]:
    count = AftersaleCase.objects.filter(order__customer=customer).open().count()
    return (
        [ngettext("%(count)d after-sale case is open.", "%(count)d after-sale cases are open.", count) % {"count": count}] if count else []
    )


def open_complaints(customer: Customer) -> list[str]:
    count = Complaint.objects.of(customer).open().count()
    return [ngettext("%(count)d complaint is open.", "%(count)d complaints are open.", count) % {"count": count}] if count else []


def open_talks(customer: Customer) -> list[str]:
    waits = Conversation.objects.filter(customer=customer).exclude(state=ConversationState.CLOSED).waiting()
    return [_("You wait for an answer of customer service.")] if waits.exists() else []


def complaint_pictures(customer: Customer) -> list:
    """Those of complaints carry no owner; the others are among what the customer stored."""
    return [files.referred(picture) for row in told_complaints(customer) for picture in row.pictures]


PersonalData.declare(
    "talks", gettext_lazy("Talks with customer service"), purpose=gettext_lazy("To advise you and to answer for what we said."),
    export=talks, erase=forget_talks, held=lambda customer: spoken(customer).count(), blockers=open_talks,
    keep=KEEP_TALKS, keep_reason=LAW,
)  # fmt: skip
PersonalData.declare(
    "sessions", gettext_lazy("Talks begun as a guest"), purpose=gettext_lazy("So that a talk goes on after you sign in."),
    export=lambda customer: [], erase=end_talks,
)  # fmt: skip
PersonalData.declare(
    "questions", gettext_lazy("Questions on product pages"), purpose=gettext_lazy("To answer them; published without your name."),
    export=questions, erase=forget_questions,
)  # fmt: skip
PersonalData.declare(
    "reviews", gettext_lazy("Reviews"), purpose=gettext_lazy("So that others read what buyers found."),
    export=reviews, erase=forget_reviews, pictures=review_pictures,
    stays=gettext_lazy("Published words and stars stay, under nobody's name: reviews may not be deleted (E-Commerce Law, art. 39)."),
)  # fmt: skip
PersonalData.declare(
    "complaints", gettext_lazy("Complaints"), purpose=gettext_lazy("To set right what went wrong."),
    export=complaints, erase=forget_complaints, held=lambda customer: told_complaints(customer).count(), blockers=open_complaints,
    keep=KEEP_CASES, keep_reason=gettext_lazy("E-Commerce Law, art. 31: three years; health-food guide: service records two years"),
    pictures=complaint_pictures,
)  # fmt: skip
PersonalData.declare(
    "aftersales", gettext_lazy("After-sale cases"), purpose=gettext_lazy("To take goods back and pay you back."),
    export=cases, erase=forget_cases, held=lambda customer: told_cases(customer).count(), blockers=open_cases,
    keep=KEEP_CASES, keep_reason=LAW,
)  # fmt: skip
