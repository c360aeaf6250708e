"""How rows of customer service are found by words."""

from customerservice.complaints import search as complaints
from customerservice.conversations import search as conversations

__all__ = ["complaints", "conversations"]
