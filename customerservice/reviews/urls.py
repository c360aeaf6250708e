"""Addresses of reviews."""

from django.urls import path

from customerservice.reviews.storefront import product_page, writing

urls = [
    path("p/<slug:slug>/reviews/", product_page.product_reviews, name="product-reviews"),
    path("reviews/<int:pk>/report/", writing.report_review, name="review-report"),
    path("orders/<str:number>/review/<int:line>/", writing.write_review, name="review-write"),
    path("me/reviews/", writing.my_reviews, name="my-reviews"),
]
