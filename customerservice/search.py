"""How rows of customer service are found by words."""
