"""Addresses of what is read here."""

from django.urls import path

from catalog.readings import storefront

urls = [
    path("me/books/", storefront.mine, name="readings"),
    path("me/books/<int:pk>/open/", storefront.open_first, name="reading-open"),
    path("me/books/<int:pk>/", storefront.read, name="reading"),
]
