"""Addresses of wishes."""

from django.urls import path

from catalog.wishes.storefront import notices, pages

urls = [
    path("me/favourites/", pages.favourites, name="favourites"),
    path("favourites/", pages.favourite_of_card, name="favourite-card"),
    path("favourites/<slug:slug>/", pages.favourite, name="favourite"),
    path("me/history/", pages.visits, name="history"),
    path("me/history/forget/", pages.forget_visits, name="history-forget"),
    path("compare/", pages.compare, name="compare"),
    path("compare/<slug:slug>/", pages.compare_with, name="compare-with"),
    path("p/<slug:slug>/notice/", notices.ask, name="stock-notice"),
    path("me/waiting/", notices.mine, name="stock-notices"),
    path("me/waiting/<int:pk>/leave/", notices.leave, name="stock-notice-leave"),
]
