"""The back-office pages of the customer service department."""

import customerservice.backoffice.aftersales
import customerservice.backoffice.hung_cases  # noqa: F401
from customerservice.backoffice import articles, beside, complaints, conversations, desk, desk_acts, help, questions, reviews, scripts

__all__ = ["articles", "beside", "complaints", "conversations", "desk", "desk_acts", "help", "questions", "reviews", "scripts"]
