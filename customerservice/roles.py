"""Who may do what in customer service."""

from customerservice.aftersales.roles import ROLES as AFTERSALES
from customerservice.articles.roles import ROLES as ARTICLES
from customerservice.complaints.roles import ROLES as COMPLAINTS
from customerservice.conversations.roles import ROLES as CONVERSATIONS
from customerservice.help.roles import ROLES as HELP
from customerservice.reviews.roles import ROLES as REVIEWS

ROLES = [*AFTERSALES, *ARTICLES, *COMPLAINTS, *CONVERSATIONS, *HELP, *REVIEWS]
