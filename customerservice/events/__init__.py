"""News of the customer service department."""
