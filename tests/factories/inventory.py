"""Warehouses with all zones, and goods that came in through the front door: announced, received, inspected, released."""

import itertools
from datetime import timedelta

from django.contrib.auth.models import Permission

from catalog.models import Category, Product, ProductRevision, Sku
from inventory.models import Batch, Bin, DailyOutflow, Stock, StockAlert, Warehouse, Zone, ZoneKind
from inventory.services import alerts, outflow, receiving
from microstore.accounts.models import Staff, User
from microstore.core import clock
from microstore.core.declarations import DEPARTMENT_OF
from tests.factories.suppliers import make_supplier

counter = itertools.count(1)


def make_person(name="赵强", *permissions) -> User:
    """A colleague with exactly these permissions (``app.codename``)."""
    person = User.objects.create(username=f"w{next(counter)}", name=name, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return person


def make_warehouse(code="FS", name="佛山仓") -> Warehouse:
    """With one bin per zone, and three where qualified goods stand."""
    warehouse, created = Warehouse.objects.get_or_create(code=code, defaults={"name": name, "region": "广东省"})
    if created:
        for kind in ZoneKind:
            zone = Zone.objects.create(warehouse=warehouse, kind=kind, name=kind.value)
            for row in range(1, 4 if kind == ZoneKind.AVAILABLE else 2):
                Bin.objects.create(zone=zone, code=f"{kind.value[0].upper()}-{row:02d}", walk_order=row * 10)
    return warehouse


def make_sku(**fields) -> Sku:
    number = next(counter)
    category, _ = Category.objects.get_or_create(slug="all", defaults={"name": "全部"})
    product = Product.objects.create(
        code=f"W{number:05d}", slug=f"w{number}", name=f"钙片{number}", category=category, supplier=make_supplier(), created_at=clock.now()
    )
    ProductRevision.objects.create(product=product, number=1, state="live", title=product.name, created_at=clock.now(), live_at=clock.now())
    values = {"code": f"HW{number:05d}", "spec": "1.0g×60片", "barcode": f"69{number:011d}", "shelf_life_months": 36}
    return Sku.objects.create(product=product, **{**values, **fields})


def make_line(sku, units=10, *, warehouse=None):
    """A line of a delivery on its way."""
    warehouse = warehouse or make_warehouse()
    by = make_person()
    receipt = receiving.announce(supplier=make_supplier(), warehouse=warehouse, lines=[(sku, units)], expected_on=clock.today(), by=by)
    return receipt.lines.get()


def make_arrival(units=10, *, days=600, number=""):
    """Goods made a month ago that keep ``days`` from today."""
    today = clock.today()
    return receiving.Arrival(number or f"L{next(counter):06d}", today - timedelta(days=30), today + timedelta(days=days), units)


def passed_line(sku, units=10, *, days=600, number="", warehouse=None):
    line = make_line(sku, units, warehouse=warehouse)
    receiving.receive(line, make_arrival(units, days=days, number=number), by=make_person())
    receiving.inspect(line, ticks=dict.fromkeys(receiving.INSPECTION_POINTS, True), passed=True, by=make_person())
    return line


def stocked(sku, units=10, *, days=600, number="", warehouse=None, bin=None) -> Stock:
    """``units`` of a new batch on the shelf, released for sale."""
    line = passed_line(sku, units, days=days, number=number, warehouse=warehouse)
    bin = bin or Bin.objects.of_kind(ZoneKind.AVAILABLE, line.receipt.warehouse).first()
    receiving.release_batch(line, bin=bin, by=make_person("孙丽"))
    return Stock.objects.get(batch=line.batch, bin=bin)


def books() -> list[tuple]:
    """Every stock row as (batch, bin, on hand, reserved): compare before and after a refusal."""
    return list(Stock.objects.order_by("pk").values_list("batch__number", "bin__code", "on_hand", "reserved"))


def batch_of(stock: Stock) -> Batch:
    return Batch.objects.get(pk=stock.batch_id)


def sold(sku, units, *, days_ago=1, warehouse=None):
    """``units`` left the warehouse that many days ago, as the roll-up of the ledger has it."""
    day = clock.today() - timedelta(days=days_ago)
    DailyOutflow.objects.create(sku=sku, warehouse=warehouse or make_warehouse(), day=day, units=units)
    outflow.roll_up(0)


def grown_up(sku):
    """Sold for a year, so that every window of the pace counts in full."""
    Product.objects.filter(pk=sku.product_id).update(created_at=clock.now() - timedelta(days=365))
    return sku


def hire(post, name="钱进"):
    """A colleague with a post, whom messages reach."""
    person = make_person(name)
    Staff.objects.create(user=person, number=f"E{person.pk}", post=post, department=DEPARTMENT_OF[post], sees_all_stores=True)
    return person


def make_low(sku=None, *, left=3, level=10) -> StockAlert:
    """A SKU below its level and the alert that opened."""
    sku = sku or make_sku()
    if left:
        stocked(sku, left)
    alerts.set_levels([sku], alerts.LevelGiven(units=level), by=None)
    return StockAlert.objects.unclosed().get(sku=sku, warehouse=None)
