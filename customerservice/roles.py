"""Who may do what in customer service."""

from customerservice.aftersales.roles import ROLES as AFTERSALES
from customerservice.complaints.roles import ROLES as COMPLAINTS
from customerservice.conversations.roles import ROLES as CONVERSATIONS

ROLES = [*AFTERSALES, *COMPLAINTS, *CONVERSATIONS]
