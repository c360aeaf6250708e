"""Whom conversations and questions are told to: the customer who is not looking, the supervisor, the colleague."""

from django.contrib.auth import get_user_model

from customerservice.events.conversations import AnswerLate, ConversationTaken, CustomerAnswered, QuestionPublished
from customerservice.models import ChatMessage, Conversation, Question
from customerservice.services.conversations import handing, presence, reading
from microstore.core.events import on
from microstore.messaging import services as messaging

INBOX = ("inbox",)


@on(CustomerAnswered)
def tell_customer(event: CustomerAnswered) -> None:
    """Who has the chat open reads it there; everybody else finds it in the messages."""
    message = ChatMessage.objects.select_related("conversation__customer__user").get(pk=event.message_id)
    customer = message.conversation.customer
    if customer is None or message.seen_at or presence.is_here(message.conversation_id):
        return
    context = {"text": reading.excerpt(message.text) or "…"}
    messaging.send("customerservice.answered", to=customer, key=f"chat:{message.pk}", channels=INBOX, context=context)


@on(QuestionPublished)
def tell_asker(event: QuestionPublished) -> None:
    row = Question.objects.select_related("customer__user", "product").get(pk=event.question_id)
    context = {"product": row.product.name, "question": row.shown_text, "answer": row.answer, "slug": row.product.slug}
    messaging.send("customerservice.question_answered", to=row.customer, key=f"question:{row.pk}", channels=INBOX, context=context)


@on(AnswerLate)
def tell_supervisors(event: AnswerLate) -> None:
    """Everybody who watches the desk of this store, once per wait."""
    row = Conversation.objects.select_related("store").get(number=event.number)
    agent = get_user_model().objects.filter(pk=event.agent_id).first()
    context = {"number": row.number, "store": row.store.name, "agent": agent.name if agent else "—"}
    watchers = get_user_model().objects.filter(groups__permissions__codename="watch_desk", is_active=True, is_staff=True).distinct()
    for user in watchers:
        if handing.works_for(user, row.store):
            messaging.send("customerservice.answer_late", to=user, key=f"late:{event.wait_id}:{user.pk}", channels=INBOX, context=context)


@on(ConversationTaken)
def tell_colleague(event: ConversationTaken) -> None:
    """Only what a person handed over needs a message; what the rule hands out stands in the queue."""
    if event.how != "handed over":
        return
    row = Conversation.objects.get(number=event.number)
    note = row.remarks.order_by("-pk").first()
    agent = get_user_model().objects.get(pk=event.agent_id)
    context = {"number": row.number, "note": note.text if note else ""}
    key = f"handed:{row.pk}:{note.pk if note else 0}"
    messaging.send("customerservice.handed_over", to=agent, key=key, channels=INBOX, context=context)
