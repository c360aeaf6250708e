"""Addresses of the floor itself."""
from django.urls import path

from microstore.core import preferences

storefront_urls = [path("preferences/", preferences.choose, name="preferences")]
