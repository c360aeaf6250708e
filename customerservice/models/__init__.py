"""The nouns of the customer service department."""

from customerservice.models.aftersale import AftersaleCase, AftersaleLine, AftersalePhoto, CaseKind, CaseState
from customerservice.models.article import Article
from customerservice.models.complaint import OPEN as OPEN_COMPLAINT
from customerservice.models.complaint import RUNNING as RUNNING_COMPLAINT
from customerservice.models.complaint import UNSOLVED as UNSOLVED_COMPLAINT
from customerservice.models.complaint import Complaint, ComplaintState
from customerservice.models.complaint_clock import Breach, ClockKind, ComplaintClock, Escalation
from customerservice.models.complaint_words import SEVERITY_OF, Category, Cause, Channel, Hold, Satisfaction, Severity, SolutionKind
from customerservice.models.conversation import ChatMessage, Conversation, ConversationState, Theme
from customerservice.models.desk import Presence, Remark, Wait
from customerservice.models.help import HelpEntry, HelpRevision, HelpTopic
from customerservice.models.inquiry import Inquiry, InquiryState
from customerservice.models.question import Question
from customerservice.models.review import Review, ReviewReport
from customerservice.models.script import Script
from customerservice.models.solution import Measure, Solution, Survey

__all__ = [
    "AftersaleCase",
    "AftersaleLine",
    "AftersalePhoto",
    "Article",
    "CaseKind",
    "CaseState",
    "OPEN_COMPLAINT",
    "RUNNING_COMPLAINT",
    "SEVERITY_OF",
    "UNSOLVED_COMPLAINT",
    "Breach",
    "Category",
    "Cause",
    "Channel",
    "ClockKind",
    "Complaint",
    "ComplaintClock",
    "ComplaintState",
    "Escalation",
    "HelpEntry",
    "HelpRevision",
    "HelpTopic",
    "Hold",
    "Inquiry",
    "InquiryState",
    "Measure",
    "Satisfaction",
    "Severity",
    "Solution",
    "SolutionKind",
    "Survey",
    "Conversation",
    "ConversationState",
    "ChatMessage",
    "Presence",
    "Question",
    "Remark",
    "Review",
    "ReviewReport",
    "Script",
    "Theme",
    "Wait",
]
