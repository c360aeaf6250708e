"""What must hold of conversations and their waits."""

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from customerservice.models import Conversation, ConversationState, Wait
from microstore.core.declarations import Check


@Check.register("C7", _("the clock of a conversation is that of its running wait"))
def clocks_follow_waits():
    running = Wait.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    rows = Conversation.objects.annotate(has_wait=Exists(running))
    for row in rows.filter(has_wait=True, due_at=None) | rows.filter(has_wait=False, due_at__isnull=False):
        yield f"{row.number}: {row.due_at}"
    for wait in Wait.objects.filter(ended_at=None).exclude(due_at=F("conversation__due_at")).select_related("conversation"):
        yield f"{wait.conversation.number}: {wait.due_at} / {wait.conversation.due_at}"


@Check.register("C7", _("nobody waits in a conversation that is done"))
def done_has_no_wait():
    done = (ConversationState.RESOLVED, ConversationState.CLOSED)
    for wait in Wait.objects.filter(ended_at=None, conversation__state__in=done).select_related("conversation"):
        yield wait.conversation.number
