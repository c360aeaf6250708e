"""Suppliers: who may deliver what, until when, and how well they do (duty P2)."""
