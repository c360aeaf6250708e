"""What customer service is obliged to do, and the facts that prove it."""

from customerservice.aftersales import duties as aftersales
from customerservice.complaints import duties as complaints
from customerservice.conversations import duties as conversations

__all__ = ["aftersales", "complaints", "conversations"]
