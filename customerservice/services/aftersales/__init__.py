"""The life of an after-sale case. Callers write ``aftersales.approve(case, by=…)``; the acts stand in one module per stage."""

from customerservice.services.aftersales.applying import Application, apply
from customerservice.services.aftersales.deciding import accept_offer, approve, approve_for_two, propose, refuse_offer, reject
from customerservice.services.aftersales.ending import note_refunded, withdraw
from customerservice.services.aftersales.returning import send_back, take_inspection
from customerservice.services.aftersales.timing import act_on_time, due_ids

__all__ = [
    "Application",
    "accept_offer",
    "act_on_time",
    "apply",
    "approve",
    "approve_for_two",
    "due_ids",
    "note_refunded",
    "propose",
    "refuse_offer",
    "reject",
    "send_back",
    "take_inspection",
    "withdraw",
]
