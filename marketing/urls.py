"""Addresses of the marketing department."""

from django.urls import path

from marketing.storefront import campaigns, coupons
from marketing.topics import storefront as topics

storefront_urls = [
    path("coupons/", coupons.centre, name="coupons"),
    path("coupons/mine/", coupons.mine, name="my-coupons"),
    path("coupons/<str:code>/claim/", coupons.claim, name="coupon-claim"),
    path("campaigns/<slug:code>/", campaigns.campaign, name="campaign"),
    path("t/<slug:code>/", topics.topic, name="topic"),
]
