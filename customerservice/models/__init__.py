"""The nouns of the customer service department."""

from customerservice.models.conversation import ChatMessage, Conversation, ConversationState, Theme
from customerservice.models.desk import InsideQuestion, Presence, Remark, Wait
from customerservice.models.question import Question
from customerservice.models.script import Script

__all__ = [
    "Conversation",
    "ConversationState",
    "InsideQuestion",
    "ChatMessage",
    "Presence",
    "Question",
    "Remark",
    "Script",
    "Theme",
    "Wait",
]
