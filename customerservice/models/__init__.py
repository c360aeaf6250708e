"""The nouns of the customer service department."""
