"""Campaigns from the draft to the archive (state C8)."""
