"""Ctrl K over conversations."""

from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.desk import DeskConversation
from customerservice.models import Conversation
from microstore.core.pages import Hit, searchable


@searchable(_("Conversations"), "customerservice.view_conversation", icon="chat")
def find_conversations(text, user, limit):
    """By whole number."""
    row = Conversation.objects.visible_to(user).select_related("store").filter(number__iexact=text.strip()).first()
    return [Hit(row.number, DeskConversation.get_url(row), text=row.store.name, icon="chat", exact=True)] if row else []
