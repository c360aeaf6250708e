"""Warehouses and their bins."""

from django.db import transaction

from inventory.models import Bin, Warehouse, Zone, ZoneKind
from microstore.core import changes
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@transaction.atomic
def open_warehouse(warehouse: Warehouse, *, by) -> Warehouse:
    """Store a new or changed warehouse; a new one gets one zone of each kind with its first bin."""
    is_new = warehouse.pk is None
    changes.save(warehouse, by=by)
    for kind in ZoneKind if is_new else ():
        zone = Zone.objects.create(warehouse=warehouse, kind=kind, name=kind.label)
        Bin.objects.create(zone=zone, code=f"{kind.value[0].upper()}-01", walk_order=10)
    return warehouse


@transaction.atomic
def add_bin(zone: Zone, *, code: str, walk_order: int, by) -> Bin:
    code = code.strip().upper()
    if Bin.objects.filter(zone__warehouse=zone.warehouse, code=code).exists():
        raise Refused(_("%(warehouse)s has a bin %(code)s already.") % {"warehouse": zone.warehouse, "code": code})
    return changes.save(Bin(zone=zone, code=code, walk_order=walk_order), by=by)
