"""Nouns of the operations centre."""

from operations.models.duty import DutyRow
from operations.models.system import CheckRound, SystemCheck

__all__ = ["CheckRound", "DutyRow", "SystemCheck"]
