"""Conversations, tickets, complaints, after-sales."""
