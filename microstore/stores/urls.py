"""Addresses of stores themselves."""

from django.urls import path

from microstore.stores import previews

storefront_urls = [path("preview/<str:token>/", previews.enter, name="store-preview")]
