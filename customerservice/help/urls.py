"""The address of the help centre."""

from django.urls import path

from customerservice.help import storefront

urls = [path("help/", storefront.help_page, name="help")]
