"""The price of a bundle over what is inside, exact to the fen. Pure."""
from microstore.core.money import share_fen


def share(price_fen: int, parts: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """``parts`` are (units in one bundle, own price of one). Gives the fen of each unit, part by part; all of them are the price again.

    In proportion to the own prices, by largest remainder, so that units of one part differ by a fen at most."""
    units = [own_fen for count, own_fen in parts for _each in range(count)]
    shared = iter(share_fen(price_fen, units))
    return [tuple(next(shared) for _each in range(count)) for count, _own in parts]
