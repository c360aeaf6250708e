"""Which carrier a waybill number may belong to. A hint that fills a form in advance; pure digits of low confidence never decide alone."""

import csv
import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
SHAPE = re.compile(r"[A-Z0-9-]{6,32}")
CONFIDENCE = {"high": 0, "medium": 1, "low": 2}


@cache
def rules() -> list[tuple[str, re.Pattern, int]]:
    """(carrier code, pattern, rank), most certain first."""
    with (DATA / "waybill_detect_rules.csv").open(encoding="utf-8", newline="") as lines:
        found = [
            (row["kuaidi100_code"], re.compile(row["regex_on_uppercase"]), CONFIDENCE[row["confidence"]]) for row in csv.DictReader(lines)
        ]
    return sorted(found, key=lambda rule: rule[2])


@cache
def carrier_names() -> dict[str, str]:
    """Carriers still at work, code → name, as people choose from them."""
    with (DATA / "carriers.csv").open(encoding="utf-8", newline="") as lines:
        return {row["kuaidi100_code"]: row["name"] for row in csv.DictReader(lines) if row["kind"] != "legacy"}


def tidy(waybill: str) -> str:
    """As carriers write it: no blanks, upper case. ValueError when it can not be a waybill number."""
    number = re.sub(r"\s+", "", waybill).upper()
    if not SHAPE.fullmatch(number):
        raise ValueError("not a waybill number")
    return number


def carriers_of(waybill: str) -> list[str]:
    """Carrier codes that fit, best first; empty when none does."""
    number = tidy(waybill)
    return list(dict.fromkeys(code for code, pattern, _ in rules() if pattern.search(number)))


def is_certain(waybill: str) -> bool:
    number = tidy(waybill)
    return any(rank == 0 and pattern.search(number) for _, pattern, rank in rules())
