"""Order lists of other platforms as files: ``tables`` reads rows of any encoding, ``formats`` knows whose they are and what each cell
means, ``importing`` keeps the orders."""
