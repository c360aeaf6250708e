"""What customer service asks others to decide."""

from customerservice.aftersales import approvals as aftersales
from customerservice.articles import approvals as articles
from customerservice.complaints import approvals as complaints
from customerservice.conversations import approvals as conversations
from customerservice.help import approvals as help_centre

__all__ = ["aftersales", "articles", "complaints", "conversations", "help_centre"]
