"""What the department declares about complaints: words, duties, checks, reactions, addresses."""
