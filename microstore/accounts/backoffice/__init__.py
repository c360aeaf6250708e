"""Back-office pages of people: staff accounts, and the way to look at masked data."""

from microstore.accounts.backoffice.reveal import RevealPage
from microstore.accounts.backoffice.staff import StaffDetail, StaffList
from microstore.accounts.backoffice.staff_acts import StaffChange, StaffHire, StaffLeave, StaffMove, StaffPassword, StaffReturn

__all__ = ["RevealPage", "StaffChange", "StaffDetail", "StaffHire", "StaffLeave", "StaffList", "StaffMove", "StaffPassword", "StaffReturn"]
