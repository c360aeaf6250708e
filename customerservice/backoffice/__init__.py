"""The back-office pages of the customer service department."""

from customerservice.backoffice import complaints, conversations, desk, desk_acts, inside, questions, scripts

__all__ = ["complaints", "conversations", "desk", "desk_acts", "inside", "questions", "scripts"]
