"""The law as data: terms, statements, number formats, and the scanner that reads texts against them."""
