"""What must hold of the books of customer service."""
