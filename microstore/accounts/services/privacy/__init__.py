"""Wishes of customers about their personal data: a copy, a correction, the closing of the account (PIPL art. 44 to 50)."""

from microstore.accounts.services.privacy import closing, copies, erasing, phones, requests

__all__ = ["closing", "copies", "erasing", "phones", "requests"]
