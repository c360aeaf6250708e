"""Templates that people may edit, and one row per delivery."""

from .message import Channel, Message, MessageState
from .template import Category, Template

__all__ = ["Category", "Channel", "Message", "MessageState", "Template"]
