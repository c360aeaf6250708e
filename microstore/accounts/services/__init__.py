"""The acts of people: sign in, keep addresses, agree, hire and leave."""

from microstore.accounts.services import addresses, codes, consents, customers, passwords, privacy, reveals, staff

__all__ = ["addresses", "codes", "consents", "customers", "passwords", "privacy", "reveals", "staff"]
