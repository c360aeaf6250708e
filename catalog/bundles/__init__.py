"""Bundles: several pack sizes sold as one thing at one price, shipped as what is inside (decision 0030)."""
