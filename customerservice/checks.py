"""What must hold of the books of customer service."""

from customerservice.aftersales import checks as aftersales
from customerservice.complaints import checks as complaints
from customerservice.conversations import checks as conversations
from customerservice.reviews import checks as reviews

__all__ = ["aftersales", "complaints", "conversations", "reviews"]
