"""Addresses of the customer service department."""

storefront_urls = []
