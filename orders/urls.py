"""Addresses of the orders department."""

from django.urls import path

from orders import webhooks

storefront_urls = []

webhook_urls = [path("payments/<slug:gateway>/", webhooks.payment_notice, name="payment-notice")]
