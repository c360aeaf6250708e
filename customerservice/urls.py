"""Addresses of the customer service department."""

from customerservice.aftersales.urls import urls as aftersales
from customerservice.articles.urls import urls as articles
from customerservice.complaints.urls import urls as complaints
from customerservice.conversations.urls import urls as conversations
from customerservice.help.urls import urls as help_centre
from customerservice.reviews.urls import urls as reviews

storefront_urls = [*aftersales, *articles, *complaints, *conversations, *help_centre, *reviews]
