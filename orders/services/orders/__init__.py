"""The life of an order. Callers write ``orders.approve(order, by=…)``; the acts stand in one module per stage."""

from orders.services.orders.aftersale import close_case, open_case, pause_timers, resume_timers
from orders.services.orders.ending import cancel, expire, expire_overdue
from orders.services.orders.fulfilment import complete, complete_due, mark_delivered, mark_packed, mark_picking, mark_shipped
from orders.services.orders.paying import pay, revive
from orders.services.orders.permitted import allowed_acts
from orders.services.orders.reviewing import answer_question, approve, correct_address, hold, release_hold, review_by_rules

__all__ = [
    "allowed_acts",
    "answer_question",
    "approve",
    "cancel",
    "close_case",
    "complete",
    "complete_due",
    "correct_address",
    "expire",
    "expire_overdue",
    "hold",
    "mark_delivered",
    "mark_packed",
    "mark_picking",
    "mark_shipped",
    "open_case",
    "pause_timers",
    "pay",
    "release_hold",
    "resume_timers",
    "review_by_rules",
    "revive",
]
