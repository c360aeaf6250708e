"""People: users, customers, addresses, staff, consent and the ways they sign in."""

from microstore.accounts.hooks import on_me_page, on_sign_in

__all__ = ["on_me_page", "on_sign_in"]
