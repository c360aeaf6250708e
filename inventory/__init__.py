"""Warehouses, batches, the stock ledger, reservations."""
