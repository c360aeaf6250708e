"""Acts of the customer service department."""
