"""Health reading: written by one, published by another, with no goods beside it (rule AD-14)."""
