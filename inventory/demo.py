"""The demo company's warehouses and goods, brought in through the same doors as real ones."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from catalog import demo as catalogue
from catalog.models import Sku
from inventory.models import Bin, Receipt, ReceiptLine, Warehouse, Zone, ZoneKind
from inventory.services import age_batches, hold, receiving
from microstore.core import clock

DATA = Path(__file__).resolve().parent / "data"
SHELVES, LEVELS = 4, 3
OPENED = timedelta(days=375)  # the demo company's first deliveries lie a little more than a year back
FRESH = timedelta(days=21)
PER_RECEIPT = 25


@dataclass(frozen=True)
class People:
    """Who does what: purchase, receive, inspect, release."""

    buyer: object
    receiver: object
    inspector: object
    releaser: object


def load_demo() -> int:
    """Two warehouses with zones and bins, and batches with dates for every SKU. Again it changes nothing. Returns the batches."""
    if Receipt.objects.exists():
        return 0
    south, north = make_warehouses()
    people = _people()
    units = _opening_units()
    skus = list(Sku.objects.select_related("product__supplier").order_by("code"))
    now = clock.now()
    done = _deliver(south, [(sku, units.get(sku.code, 300)) for sku in skus], people, arrived=now - OPENED)
    done += _deliver(
        north, [(sku, units.get(sku.code, 300) // 3 + 20) for sku in skus[::4]], people, arrived=now - OPENED + timedelta(days=2)
    )
    done += _deliver(south, [(sku, 200) for sku in skus[::8]], people, arrived=now - FRESH)
    _leave_work(south, skus, people)
    age_batches()
    return done


@transaction.atomic
def make_warehouses() -> list[Warehouse]:
    return [_make_warehouse(row) for row in _rows(DATA / "demo_warehouses.csv")]


def _make_warehouse(row: dict) -> Warehouse:
    """One bin in each zone, but aisles, shelves and levels where qualified goods stand, in walking order."""
    fields = {name: row[name] for name in ("name", "region", "address", "phone")}
    warehouse, created = Warehouse.objects.get_or_create(code=row["code"], defaults=fields)
    for facts in _rows(DATA / "demo_zones.csv") if created else ():
        zone = Zone.objects.create(warehouse=warehouse, kind=facts["kind"], name=facts["name"])
        codes = _shelf_codes(int(row["aisles"])) if zone.kind == ZoneKind.AVAILABLE else [f"{facts['prefix']}-01"]
        Bin.objects.bulk_create(Bin(zone=zone, code=code, walk_order=10 * turn) for turn, code in enumerate(codes, 1))
    return warehouse


def _shelf_codes(aisles: int) -> list[str]:
    """Aisle letter, shelf, level; every second aisle is walked back."""
    codes = []
    for aisle in range(aisles):
        shelves = range(1, SHELVES + 1) if aisle % 2 == 0 else range(SHELVES, 0, -1)
        codes += [f"{chr(65 + aisle)}-{shelf:02d}-{level:02d}" for shelf in shelves for level in range(1, LEVELS + 1)]
    return codes


@transaction.atomic
def _deliver(warehouse: Warehouse, goods: list[tuple[Sku, int]], people: People, *, arrived: datetime) -> int:
    """Deliveries of every supplier, from the announcement to the shelf, at the time they came."""
    bins = list(Bin.objects.of_kind(ZoneKind.AVAILABLE, warehouse).select_related("zone"))
    with clock.at(arrived):
        for receipt in _announce(warehouse, goods, people):
            for line in receipt.lines.select_related("receipt__warehouse", "receipt__supplier", "sku"):
                _to_shelf(line, bins[line.sku_id % len(bins)], people)
    return len(goods)


def _announce(warehouse: Warehouse, goods: list[tuple[Sku, int]], people: People) -> Iterator[Receipt]:
    by_supplier: dict = {}
    for sku, units in goods:
        by_supplier.setdefault(sku.product.supplier, []).append((sku, units))
    for supplier, lines in by_supplier.items():
        for start in range(0, len(lines), PER_RECEIPT):
            yield receiving.announce(
                supplier=supplier,
                warehouse=warehouse,
                lines=lines[start : start + PER_RECEIPT],
                expected_on=clock.today(),
                by=people.buyer,
            )


def _to_shelf(line: ReceiptLine, bin: Bin, people: People) -> None:
    _arrive(line, people)
    report = SimpleUploadedFile(f"{line.batch.number}.pdf", (DATA / "demo_report.pdf").read_bytes()) if line.sku_id % 4 == 0 else None
    ticks = dict.fromkeys(receiving.INSPECTION_POINTS, True)
    receiving.inspect(line, ticks=ticks, passed=True, by=people.inspector, report=report)
    receiving.release_batch(line, bin=bin, by=people.releaser)


def _arrive(line: ReceiptLine, people: People) -> None:
    """Made some weeks before it came; a few come late in their life, so that near-expiry goods can be seen."""
    age = 10 + line.sku_id * 7 % 50 + (230 if line.sku_id % 23 == 0 else 0)
    made = clock.today() - timedelta(days=age)
    letter = chr(65 + line.receipt_id % 26)
    arrival = receiving.Arrival(f"L{made:%y%m%d}{letter}", made, _expiry(made, line.sku.shelf_life_months), line.expected_units)
    receiving.receive(line, arrival, by=people.receiver)


def _expiry(made: date, months: int) -> date:
    """The last day of the shelf life as printed on packs: the day before the date returns."""
    year, month = divmod(made.year * 12 + made.month - 1 + months, 12)
    return date(year, month + 1, min(made.day, 28)) - timedelta(days=1)


def _leave_work(warehouse: Warehouse, skus: list[Sku], people: People) -> None:
    """What waits on people's desks today: one delivery at each stage, and a batch on hold."""
    goods = [(sku, 60) for sku in skus[1:13]]
    lines = [line for receipt in _announce(warehouse, goods, people) for line in receipt.lines.select_related("receipt__warehouse", "sku")]
    for line in lines[4:]:
        _arrive(line, people)
    for line in lines[8:]:
        receiving.inspect(line, ticks=dict.fromkeys(receiving.INSPECTION_POINTS, True), passed=True, by=people.inspector)
    held = lines[-1]
    receiving.release_batch(held, bin=Bin.objects.of_kind(ZoneKind.AVAILABLE, warehouse).first(), by=people.releaser)
    held.batch.refresh_from_db()
    hold(held.batch, reason=json.loads((DATA / "demo_texts.json").read_text(encoding="utf-8"))["hold_reason"], by=people.inspector)


def _people() -> People:
    users = get_user_model().objects
    return People(*(users.get(username=name) for name in ("product", "shipper", "quality", "warehouse")))


def _opening_units() -> dict[str, int]:
    return {row["code"]: int(row["opening_stock"]) for row in catalogue.rows()}


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
