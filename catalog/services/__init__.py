"""The acts of product management, one module per noun."""
