"""Promotions, coupons, members, campaigns."""
