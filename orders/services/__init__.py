"""The acts of the orders department, by noun."""
