"""Addresses of the message box."""

from django.urls import path

from . import storefront

storefront_urls = [
    path("me/notices/", storefront.inbox, name="inbox"),
    path("me/notices/read/", storefront.read_all, name="inbox-read"),
    path("me/notices/<int:pk>/", storefront.message, name="inbox-message"),
]
