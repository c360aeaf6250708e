"""Addresses of health reading."""

from django.urls import path

from customerservice.articles import storefront

urls = [
    path("articles/", storefront.articles, name="articles"),
    path("articles/<slug:slug>/", storefront.article, name="article"),
]
