"""Addresses of stores themselves."""

from django.urls import path

from microstore.stores import storefront

storefront_urls = [path("preview/<str:token>/", storefront.enter, name="store-preview")]
