"""Duties of the desk and the facts that prove them."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from customerservice.models import ChatMessage, Conversation, Inquiry, Question, Wait
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from microstore.core.sentences import gettext as _


def answered(period: Period) -> Evidence:
    """Waits that began in the period: answered within the standard, missed, or still running."""
    first, end = period.bounds
    rows = Wait.objects.filter(since__gte=first, since__lt=end)
    done = rows.filter(state=Wait.State.HIT).count()
    missed = rows.filter(state__in=(Wait.State.MISSED, Wait.State.RUNNING_LATE)).count()
    return Evidence(done=done, owed=rows.count(), missed=missed, url=f"{reverse('backoffice:answer-times')}?since_after={period.first}")


@duty(
    "C1", gettext_lazy("Questions before buying are answered online, so that customers know what they buy"), post=Post.SERVICE,
    cadence=Cadence.DAILY, page="product-questions", source="S0 4(4)1, S2 2(3)1", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def questions_answered(period: Period) -> Evidence:
    """Questions that were due in the period."""
    first, end = period.bounds
    rows = Question.objects.filter(due_at__gte=first, due_at__lt=end)
    late = Q(published_at__gt=F("due_at")) | Q(state=Question.State.ASKED, due_at__lt=clock.now())
    missed = rows.filter(late).count()
    done = rows.exclude(state=Question.State.ASKED).count() - rows.filter(published_at__gt=F("due_at")).count()
    return Evidence(done=done, owed=rows.count(), missed=missed, url=reverse("backoffice:product-questions"))


@duty(
    "C2", gettext_lazy("Customers are answered within the response standard"), post=Post.SERVICE, cadence=Cadence.DAILY, page="desk",
    source="S1 5(1)1", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def standard_kept(period: Period) -> Evidence:
    return answered(period)


@duty(
    "C3", gettext_lazy("Answers are polite, professional and correct: none was sent against the rule book's warning"), post=Post.SERVICE,
    cadence=Cadence.WEEKLY, page="scripts", source="S1 5(1)2", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def wording_clean(period: Period) -> Evidence:
    first, end = period.bounds
    rows = ChatMessage.objects.filter(author=ChatMessage.Author.AGENT, at__gte=first, at__lt=end)
    warned, total = rows.exclude(hits=[]).count(), rows.count()
    return Evidence(done=total - warned, owed=total, missed=warned, url=reverse("backoffice:conversations"))


@duty(
    "C4", gettext_lazy("What an agent cannot answer is asked of the department and fed back in time"), post=Post.SERVICE,
    cadence=Cadence.DAILY, page="inquiries", source="S1 5(1)3", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def fed_back(period: Period) -> Evidence:
    first, end = period.bounds
    asked = Inquiry.objects.out_of(Conversation).filter(due_at__gte=first, due_at__lt=end)
    rows = list(asked.values_list("due_at", "answered_at"))
    done = sum(answered_at is not None and answered_at <= due for due, answered_at in rows)
    missed = sum(due < (answered_at or clock.now()) for due, answered_at in rows)
    return Evidence(done=done, owed=len(rows), missed=missed, url=reverse("backoffice:inquiries"))


@duty(
    "C16", gettext_lazy("What customers say is recorded by theme"), post=Post.SERVICE, cadence=Cadence.WEEKLY, page="conversations",
    source="S0 4(4)3, S2 2(3)3", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def themes_recorded(period: Period) -> Evidence:
    """Resolved conversations with a theme; one that was resolved without is missed."""
    first, end = period.bounds
    rows = Conversation.objects.filter(resolved_at__gte=first, resolved_at__lt=end)
    themed = rows.exclude(theme="").count()
    return Evidence(done=themed, owed=rows.count(), missed=rows.count() - themed, url=reverse("backoffice:conversations"))


@duty(
    "C20", gettext_lazy("The supervisor looks after every answer that is too late"), post=Post.SERVICE_LEAD, cadence=Cadence.DAILY,
    page="desk-wall", source="S0 3(4)",
)  # fmt: skip
def late_answers_handed_up(period: Period) -> Evidence:
    """Late waits that were handed up and answered in the end."""
    first, end = period.bounds
    rows = Wait.objects.filter(since__gte=first, since__lt=end, state__in=(Wait.State.MISSED, Wait.State.RUNNING_LATE))
    done = rows.filter(ended_at__isnull=False).count()
    text = _("%(count)s customers waited too long.") % {"count": rows.count()}
    return Evidence(done=done, owed=rows.count(), text=text, url=f"{reverse('backoffice:answer-times')}?view=missed")


@duty(
    "L17", gettext_lazy("Customers who name pregnancy, children, age, liver, kidney or medicine get the caution"), post=Post.SERVICE,
    cadence=Cadence.DAILY, page="desk", source="S2b 2(1)3(2)", escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def cautions_sent(period: Period) -> Evidence:
    """Conversations begun in the period that name such a group; done when the caution was sent or a note says why not."""
    first, end = period.bounds
    rows = Conversation.objects.filter(opened_at__gte=first, opened_at__lt=end, joined_to=None).exclude(groups=[])
    warned = rows.filter(messages__in=ChatMessage.objects.exclude(caution="")).distinct().count()
    noted = rows.exclude(messages__in=ChatMessage.objects.exclude(caution="")).filter(resolved_at__isnull=False).count()
    return Evidence(done=warned + noted, owed=rows.count(), url=reverse("backoffice:conversations"))


carried(
    "C10", gettext_lazy("Orders, parcels and their tracking stand beside every conversation"), post=Post.SERVICE, page="desk",
    source="S1 4(3)2",
)  # fmt: skip
carried(
    "C18", gettext_lazy("The customer's orders, conversations and consents stand beside every conversation"), post=Post.SERVICE,
    page="desk", source="S1 5(3)2",
)  # fmt: skip
carried(
    "L16", gettext_lazy("Every answer is read by the rule book before it is sent; the label of the product stands beside it"),
    post=Post.SERVICE, page="desk", source="S2b 2(1)3(2)",
)  # fmt: skip
