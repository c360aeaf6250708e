"""The back-office pages of the customer service department."""
