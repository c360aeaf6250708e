"""Numbers of the customer service department that people may change."""
