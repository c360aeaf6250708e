"""Back-office pages of people: my account, staff accounts, and the way to look at masked data."""

from microstore.accounts.backoffice import looks, me, privacy, staff_acts
from microstore.accounts.backoffice.reveal import RevealPage
from microstore.accounts.backoffice.staff import StaffDetail, StaffList

__all__ = ["RevealPage", "StaffDetail", "StaffList", "looks", "me", "privacy", "staff_acts"]
