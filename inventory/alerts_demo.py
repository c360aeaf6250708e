"""Low stock of the demo company: a level for every SKU, and alerts in every state, told through the services."""

import json
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model

from catalog.models import Sku
from inventory.demo import DATA
from inventory.models import StockAlert, StockCover, StockLevel
from inventory.services import cover, outflow, telling
from inventory.services.alerts import LevelGiven, decline, expect, order_proposed, proposal_for, set_levels
from microstore.core import clock

CARTON = 12
PLENTY = LevelGiven(moq=2 * CARTON, pack=CARTON)
NOTICED = timedelta(days=3)
PICKED = 8


def load_demo(now: datetime) -> int:
    """After the orders, from which the pace comes. Again it changes nothing. Returns the alerts."""
    if StockLevel.objects.exists():
        return StockAlert.objects.count()
    with clock.at(now - NOTICED):
        outflow.roll_up(outflow.LOOKED_BACK)
        set_levels(Sku.objects.filter(is_active=True), PLENTY, by=_user("product"))
        rows = _make_low()
        telling.tell()
    with clock.at(now - NOTICED + timedelta(hours=5)):
        _answer(rows)
    with clock.at(now - NOTICED + timedelta(hours=26)):
        telling.tell()
        telling.escalate()
    with clock.at(now):
        outflow.roll_up(outflow.LOOKED_BACK)
        cover.sweep()
        telling.lapse()
        telling.tell()
    return StockAlert.objects.count()


def _make_low() -> list[StockCover]:
    """Levels a little above what is left, for those that last least."""
    watched = StockCover.objects.overall().filter(free__gt=0, coming=0, level__gt=0, below_since=None, sku__product__state="listed")
    rows = list(watched.select_related("sku__product__supplier").order_by("days_left", "pk")[:PICKED])
    for row in rows:
        set_levels([row.sku], LevelGiven(units=row.free + CARTON, moq=CARTON, pack=CARTON), by=_user("product"))
    return rows


def _answer(rows: list[StockCover]) -> None:
    """Two stay open; two of those for which something is proposed are ordered; the others: announced, late, not needed, recovered."""
    said = json.loads((DATA / "demo_texts.json").read_text(encoding="utf-8"))
    buyer, keeper = _user("purchasing"), _user("warehouse")
    alerts = {alert.sku_id: alert for alert in StockAlert.objects.unclosed().select_related("sku")}
    ordered = [row for row in rows[2:] if (found := proposal_for(row.sku_id, row.warehouse_id)) and found.units][:2]
    announced, late, spare, back = [row for row in rows if row not in ordered][2:6]
    for row in ordered:
        order_proposed(row, by=buyer)
    expect(alerts[announced.sku_id], expected_on=clock.today() + timedelta(days=6), reason=said["alert_announced"], by=keeper)
    expect(alerts[late.sku_id], expected_on=clock.today() + timedelta(days=1), reason=said["alert_announced"], by=buyer)
    decline(alerts[spare.sku_id], reason=said["alert_no_need"], by=buyer)
    set_levels([back.sku], PLENTY, by=_user("product"))


def _user(name: str):
    return get_user_model().objects.get(username=name)
