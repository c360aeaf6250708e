"""What customer service is obliged to do, and the facts that prove it."""
