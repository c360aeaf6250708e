"""Addresses of the warehouse's books that customers open."""

from django.urls import path

from inventory import storefront

storefront_urls = [path("batches/<int:pk>/report/", storefront.report, name="batch-report")]
