"""Acts on complaints (duties L15, C14, C15, C16, C21; state C6)."""

from customerservice.services.complaints.closing import answer_survey, close, decide_measures, find_cause, record_by_hand, reopen
from customerservice.services.complaints.handling import (
    acknowledge,
    change_severity,
    customer_writes,
    decide_hold,
    hand_over,
    investigate,
    merge,
    pause,
    resume,
    withdraw,
)
from customerservice.services.complaints.receiving import Told, receive
from customerservice.services.complaints.solving import accept, implement, offer, refuse, resolve

__all__ = [
    "Told",
    "accept",
    "acknowledge",
    "answer_survey",
    "change_severity",
    "close",
    "customer_writes",
    "decide_hold",
    "decide_measures",
    "find_cause",
    "hand_over",
    "implement",
    "investigate",
    "merge",
    "offer",
    "pause",
    "receive",
    "record_by_hand",
    "refuse",
    "reopen",
    "resolve",
    "resume",
    "withdraw",
]
