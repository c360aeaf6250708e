"""Product management: categories, products and their revisions, SKUs, listings, prices, search."""
