"""The response standard: a wait begins with the first unanswered message, by whatever door it came, and ends with an answer (duty C2)."""

from datetime import datetime

from customerservice import norms
from customerservice.models import ChatMessage, Conversation, Wait
from customerservice.services.conversations import hours
from microstore.core import clock

TONES = ("ok", "warn", "danger", "over")


def begin(conversation: Conversation, message: ChatMessage) -> Wait | None:
    """None while an earlier message waits already. Sets the due time on the locked conversation (unsaved)."""
    if conversation.waiting_since:
        return None
    limit = norms.LIMIT.value
    due = hours.after(message.at, limit)
    wait = Wait.objects.create(conversation=conversation, message=message, since=message.at, due_at=due, limit_seconds=limit)
    conversation.waiting_since, conversation.due_at = message.at, due
    return wait


def end(conversation: Conversation, *, by) -> Wait | None:
    """The customer has an answer. Hit or missed is written down for good."""
    conversation.waiting_since = conversation.due_at = None
    wait = Wait.objects.filter(conversation=conversation, ended_at=None).first()
    if wait is None:
        return None
    wait.ended_at, wait.ended_by = clock.now(), by
    wait.seconds = hours.between(wait.since, wait.ended_at)
    wait.state = Wait.State.HIT if wait.ended_at <= wait.due_at else Wait.State.MISSED
    wait.save(update_fields=["ended_at", "ended_by", "seconds", "state"])
    return wait


def follow(conversation: Conversation) -> None:
    """Set the conversation's clock by its running wait."""
    wait = Wait.objects.filter(conversation=conversation, ended_at=None).first()
    conversation.waiting_since, conversation.due_at = (wait.since, wait.due_at) if wait else (None, None)
    conversation.save(update_fields=["waiting_since", "due_at"])


def tone(waiting_since: datetime | None, now: datetime | None = None) -> tuple[str, int]:
    """(ok, warn, danger or over; seconds of service time waited)."""
    if waiting_since is None:
        return "", 0
    seconds = hours.between(waiting_since, now or clock.now())
    steps = (norms.TARGET.value, norms.WARN.value, norms.LIMIT.value)
    return TONES[sum(seconds > step for step in steps)], seconds
