"""A person's own messages."""

from microstore.core import clock

from ..models import Message


def unread_count(user) -> int:
    if not user.is_authenticated:
        return 0
    return Message.objects.inbox_of(user).unread().count()


def mark_read(message):
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=clock.now())


def mark_all_read(user) -> int:
    return Message.objects.inbox_of(user).unread().update(read_at=clock.now())
