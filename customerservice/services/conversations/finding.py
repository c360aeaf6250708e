"""Whose conversation it is: found, begun, and brought along when a guest signs in."""

from django.db import IntegrityError, transaction

from customerservice.events.conversations import ConversationJoined, ConversationOpened
from customerservice.models import ChatMessage, Conversation, ConversationState, Inquiry, Wait
from customerservice.services.conversations.clocks import follow
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.numbers import next_number


def current(store, *, customer=None, session_key: str = "") -> Conversation | None:
    """The conversation that is not closed, of a customer or of a guest's session."""
    rows = Conversation.objects.filter(store=store).exclude(state=ConversationState.CLOSED)
    if customer is not None:
        return rows.filter(customer=customer).first()
    return rows.filter(customer=None, session_key=session_key).first() if session_key else None


def find_or_begin(store, *, customer=None, session_key: str = "") -> Conversation:
    """Two first messages at once begin one conversation."""
    found = current(store, customer=customer, session_key=session_key)
    if found:
        return found
    try:
        with transaction.atomic():
            return _begin(store, customer, "" if customer else session_key)
    except IntegrityError:
        return current(store, customer=customer, session_key=session_key)


def _begin(store, customer, session_key: str) -> Conversation:
    row = Conversation.objects.create(number=next_number("CV"), store=store, customer=customer, session_key=session_key)
    publish(ConversationOpened(row.number), about=row, by=customer.user if customer else None)
    return row


@transaction.atomic
def bring_along(session_key: str, customer) -> int:
    """A guest who signs in keeps what was said: the conversation becomes theirs, or joins the one they have. Returns how many."""
    if not session_key:
        return 0
    guests = Conversation.objects.filter(customer=None, session_key=session_key).exclude(state=ConversationState.CLOSED)
    rows = list(locked(guests))
    for row in rows:
        own = current(row.store, customer=customer)
        if own is None:
            row.customer, row.session_key = customer, ""
            row.save(update_fields=["customer", "session_key"])
        else:
            _join(row, own, customer)
    return len(rows)


def _join(guest: Conversation, own: Conversation, customer) -> None:
    own.lock()
    running = Wait.objects.filter(conversation=own, ended_at=None).exists()
    if running:
        Wait.objects.filter(conversation=guest, ended_at=None).delete()
    Wait.objects.filter(conversation=guest).update(conversation=own)
    ChatMessage.objects.filter(conversation=guest, token__in=own.messages.exclude(token="").values("token")).update(token="")
    ChatMessage.objects.filter(conversation=guest).update(conversation=own)
    guest.remarks.update(conversation=own)
    Inquiry.objects.about(guest).update(subject_id=own.pk, subject_label=own.number)
    _take_over(own, guest, customer)
    guest.joined_to, guest.waiting_since, guest.due_at = own, None, None
    guest.finish("join", ConversationJoined(guest.number, own.number), by=customer.user, save=["joined_to", "waiting_since", "due_at"])


def _take_over(own: Conversation, guest: Conversation, customer) -> None:
    """What the guest asked last is what the customer asks now."""
    own.groups = sorted({*own.groups, *guest.groups})
    own.about_product_id = guest.about_product_id or own.about_product_id
    if guest.last_at > own.last_at:
        own.last_at, own.last_text = guest.last_at, guest.last_text
    own.save(update_fields=["groups", "about_product", "last_at", "last_text"])
    follow(own)
    if own.due_at and own.state != ConversationState.OPEN:
        move = "reopen" if own.is_open("reopen") else "hear"
        own.finish(move, ConversationJoined(guest.number, own.number), by=customer.user)
