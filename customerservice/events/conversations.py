"""News of conversations and of questions about products."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("conversation.opened")
@dataclass(frozen=True)
class ConversationOpened:
    number: str
    label: ClassVar = _("Conversation opened")


@news("conversation.heard")
@dataclass(frozen=True)
class CustomerWrote:
    """``is_again``: it was resolved and is open again."""

    number: str
    message_id: int
    is_again: bool = False
    label: ClassVar = _("Customer wrote")


@news("conversation.taken")
@dataclass(frozen=True)
class ConversationTaken:
    """``how``: by an agent, by the rule that hands out, or handed over by a colleague."""

    number: str
    agent_id: int | None
    how: str
    label: ClassVar = _("Conversation handed to an agent")


@news("conversation.answered")
@dataclass(frozen=True)
class CustomerAnswered:
    number: str
    message_id: int
    seconds: int | None
    in_time: bool | None
    label: ClassVar = _("Customer answered")


@news("conversation.asked_inside")
@dataclass(frozen=True)
class AskedInside:
    number: str
    question_id: int
    department: str
    label: ClassVar = _("A department was asked")


@news("conversation.answered_inside")
@dataclass(frozen=True)
class AnsweredInside:
    number: str
    question_id: int
    label: ClassVar = _("The department answered")


@news("conversation.put_off")
@dataclass(frozen=True)
class ConversationPutOff:
    number: str
    until: str
    label: ClassVar = _("Conversation put off")


@news("conversation.woken")
@dataclass(frozen=True)
class ConversationWoken:
    number: str
    label: ClassVar = _("Conversation is due again")


@news("conversation.late")
@dataclass(frozen=True)
class AnswerLate:
    """A customer waits longer than the standard allows; ``agent_id`` should have answered."""

    number: str
    wait_id: int
    agent_id: int | None
    label: ClassVar = _("Answer is late: handed up")


@news("conversation.resolved")
@dataclass(frozen=True)
class ConversationResolved:
    number: str
    theme: str
    label: ClassVar = _("Conversation resolved")


@news("conversation.closed")
@dataclass(frozen=True)
class ConversationClosed:
    number: str
    label: ClassVar = _("Conversation closed")


@news("conversation.joined")
@dataclass(frozen=True)
class ConversationJoined:
    """A guest signed in: what they wrote before stands in the customer's conversation now."""

    number: str
    into: str
    label: ClassVar = _("Joined with the customer's conversation")


@news("question.asked")
@dataclass(frozen=True)
class QuestionAsked:
    question_id: int
    label: ClassVar = _("Question about a product asked")


@news("question.published")
@dataclass(frozen=True)
class QuestionPublished:
    question_id: int
    label: ClassVar = _("Question answered and published")


@news("question.refused")
@dataclass(frozen=True)
class QuestionRefused:
    question_id: int
    label: ClassVar = _("Question not published")


@news("question.withdrawn")
@dataclass(frozen=True)
class QuestionWithdrawn:
    question_id: int
    label: ClassVar = _("Answer withdrawn")


@news("script.submitted")
@dataclass(frozen=True)
class ScriptSubmitted:
    shortcut: str
    label: ClassVar = _("Script handed in")


@news("script.approved")
@dataclass(frozen=True)
class ScriptApproved:
    shortcut: str
    label: ClassVar = _("Script approved")


@news("script.sent_back")
@dataclass(frozen=True)
class ScriptSentBack:
    shortcut: str
    label: ClassVar = _("Script sent back")


@news("script.retired")
@dataclass(frozen=True)
class ScriptRetired:
    shortcut: str
    label: ClassVar = _("Script retired")
