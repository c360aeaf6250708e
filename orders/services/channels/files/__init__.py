"""Order lists of other platforms as files: ``formats`` knows whose they are and what each cell means, ``importing`` keeps the orders."""
