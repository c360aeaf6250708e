"""Suppliers with their papers in order, and one licence at a time."""
import itertools
from datetime import date

from catalog.models import Supplier, SupplierLicence
from microstore.compliance.classes import ProductClass
from microstore.core import clock

counter = itertools.count(1)


def make_licence(supplier, *, scope=None, kind="food_biz", valid_until: date | None = None, is_verified=True, **fields) -> SupplierLicence:
    """Verified by default, for every class of goods by default."""
    number = fields.pop("number", f"JY1440106{next(counter):07d}")
    verified_at = clock.now() if is_verified else None
    covered = list(ProductClass.values) if scope is None else scope
    return SupplierLicence.objects.create(
        supplier=supplier, kind=kind, number=number, scope=covered, valid_until=valid_until, verified_at=verified_at, **fields)


def make_supplier(code="S1", name="广州康源供应有限公司", **fields) -> Supplier:
    """A qualified supplier who may supply everything."""
    supplier, is_new = Supplier.objects.get_or_create(code=code, defaults={"name": name, "state": "qualified", **fields})
    if is_new:
        make_licence(supplier)
    return supplier


def end_licences(supplier, day: date) -> None:
    """Every licence of the supplier holds until ``day``."""
    supplier.licences.update(valid_until=day)
