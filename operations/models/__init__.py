"""Nouns of the operations centre."""

from operations.models.backup import Backup, RestoreDrill
from operations.models.duty import DutyRow
from operations.models.opening import AcceptanceTick, LinkCheck, Opening, OpeningState, StoreGoal, StrategyDecision
from operations.models.system import CheckRound, SystemCheck

__all__ = [
    "AcceptanceTick", "Backup", "CheckRound", "DutyRow", "LinkCheck", "Opening", "OpeningState", "RestoreDrill", "StoreGoal",
    "StrategyDecision", "SystemCheck",
]  # fmt: skip
