"""Who may do what in customer service."""

from customerservice.aftersales.roles import ROLES as AFTERSALES
from customerservice.articles.roles import ROLES as ARTICLES
from customerservice.complaints.roles import ROLES as COMPLAINTS
from customerservice.conversations.roles import ROLES as CONVERSATIONS
from customerservice.reviews.roles import ROLES as REVIEWS

ROLES = [*AFTERSALES, *ARTICLES, *COMPLAINTS, *CONVERSATIONS, *REVIEWS]
