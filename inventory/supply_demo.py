"""Deliveries of the demo that came late, short or damaged: what the score of a supplier is made of."""

import json
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model

from catalog.models import Sku
from inventory.demo import DATA
from inventory.models import Bin, Receipt, Warehouse, ZoneKind
from inventory.services import receiving
from microstore.compliance.goods import DRUGS_SOLD
from microstore.core import clock

ANNOUNCED, ARRIVED = timedelta(days=20), timedelta(days=15)
EXPECTED = timedelta(days=17)


def load(now: datetime) -> None:
    """One delivery of two SKUs of one supplier, three days late: of one less came than was announced, the other failed inspection."""
    skus = list(Sku.objects.filter(product__supplier__code="S003").select_related("product__supplier").order_by("code")[:2])
    if len(skus) < 2 or Receipt.objects.filter(expected_on=(now - EXPECTED).date(), supplier=skus[0].product.supplier).exists():
        return
    users = get_user_model().objects
    people = {name: users.get(username=name) for name in ("purchasing", "shipper", "quality", "warehouse")}
    with clock.at(now - ANNOUNCED):
        receipt = receiving.announce(
            supplier=skus[0].product.supplier, warehouse=Warehouse.objects.active().first(), lines=[(sku, 120) for sku in skus],
            expected_on=(now - EXPECTED).date(), by=people["purchasing"],
        )  # fmt: skip
    with clock.at(now - ARRIVED):
        short, damaged = receipt.lines.select_related("receipt__warehouse", "sku__product").order_by("pk")
        _bring(short, 96, "", people)
        _bring(damaged, 120, json.loads((DATA / "demo_texts.json").read_text(encoding="utf-8"))["damaged"], people)


def deliver_medicines(now: datetime) -> None:
    """The first delivery of what is sold over the counter, since it stands on a shelf. Harmless a second time."""
    skus = Sku.objects.filter(product__product_class__in=DRUGS_SOLD, product__state="listed", batches=None)
    people = {name: get_user_model().objects.get(username=name) for name in ("purchasing", "shipper", "quality", "warehouse")}
    with clock.at(now - timedelta(hours=16)):
        for sku in skus.select_related("product__supplier"):
            receipt = receiving.announce(
                supplier=sku.product.supplier, warehouse=Warehouse.objects.active().first(), lines=[(sku, 150)], expected_on=clock.today(),
                by=people["purchasing"],
            )  # fmt: skip
            _bring(receipt.lines.select_related("receipt__warehouse", "sku__product").get(), 150, "", people)


def _bring(line, units: int, wrong: str, people: dict) -> None:
    """To the shelf, or to the rejected goods when something is wrong."""
    made = clock.today() - timedelta(days=40)
    until = made + timedelta(days=30 * line.sku.shelf_life_months - 30)
    receiving.receive(line, receiving.Arrival(f"L{made:%y%m%d}S", made, until, units), by=people["shipper"])
    ticks = dict.fromkeys(receiving.INSPECTION_POINTS, True) | ({"packaging": False} if wrong else {})
    receiving.inspect(line, ticks=ticks, passed=not wrong, note=wrong, by=people["quality"])
    bin = Bin.objects.of_kind(ZoneKind.QUARANTINE if wrong else ZoneKind.AVAILABLE, line.receipt.warehouse).first()
    (receiving.quarantine if wrong else receiving.release_batch)(line, bin=bin, by=people["warehouse"])
