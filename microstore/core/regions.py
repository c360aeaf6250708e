"""The provinces, cities and districts of China (state of 2026), read once when first asked for.

Every place people can choose has three levels, so that labels and carriers get a uniform depth. A municipality is its own
city (北京市/北京市/东城区), a county run by its province too (湖北省/仙桃市/仙桃市), a city without districts is its own
district (广东省/东莞市/东莞市). Source and licence: docs/data.md.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "china_divisions_2026.csv"


@dataclass(frozen=True)
class Region:
    """One place: six-digit code of GB/T 2260 and its official name."""

    code: str
    name: str


@dataclass(frozen=True)
class Tree:
    """All places: by code, parent of each, children of each; ``levels`` maps a code to 1, 2 or 3."""

    names: dict
    parents: dict
    children: dict
    levels: dict


@cache
def tree() -> Tree:
    names, parents, levels, children = {}, {}, {}, defaultdict(list)
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["code"]
            names[code], levels[code], parents[code] = row["name"], int(row["level"]), row["parent_code"]
            children[row["parent_code"]].append(code)
    return Tree(names, parents, dict(children), levels)


def _regions(codes) -> list[Region]:
    return [Region(code, tree().names[code]) for code in codes]


def provinces() -> list[Region]:
    return _regions(tree().children[""])


@cache
def _city_codes(province: str) -> tuple[str, ...]:
    places = tree()
    if places.levels.get(province) != 1:
        return ()
    below = places.children.get(province, [])
    cities = [code for code in below if places.levels[code] == 2]
    own_cities = [code for code in below if places.levels[code] == 3]
    if not cities:
        return (province,)
    return (*cities, *own_cities)


def cities(province: str) -> list[Region]:
    """The cities of a province; empty for an unknown code."""
    return _regions(_city_codes(province))


@cache
def _district_codes(city: str) -> tuple[str, ...]:
    places = tree()
    province = city[:2] + "0000"
    if city not in _city_codes(province):
        return ()
    return tuple(code for code in places.children.get(city, []) if places.levels[code] == 3) or (city,)


def districts(city: str) -> list[Region]:
    """The districts and counties of a city; empty for an unknown code."""
    return _regions(_district_codes(city))


@cache
def code_path(code: str) -> tuple[str, str, str] | None:
    """(province, city, district) codes of a place that can be chosen, or None for any other code."""
    province = code[:2] + "0000"
    for city in _city_codes(province):
        if code in _district_codes(city):
            return province, city, code
    return None


def name_path(code: str) -> tuple[str, str, str] | None:
    """(province, city, district) names for a label, or None for a code that is no district."""
    path = code_path(code)
    return path and tuple(tree().names[part] for part in path)


def is_district(code: str) -> bool:
    return code_path(code) is not None


def parse(text: str):
    """Read a pasted address: see ``core.pasted.parse``."""
    from microstore.core.pasted import parse as read

    return read(text)
