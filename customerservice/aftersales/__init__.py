"""What the department declares about after-sale cases: words, duties, checks, reactions, addresses."""
