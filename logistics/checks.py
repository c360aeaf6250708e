"""Logistics' part of the books: what left the house is what the ledger wrote off, and no parcel left with a bad batch."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from logistics.models import ShipmentLine, ShipmentState
from microstore.core.days import business_day
from microstore.core.declarations import Check

GONE = (ShipmentState.SHIPPED, ShipmentState.DELIVERED)
_WRITTEN_OFF = """
    SELECT o.number, l.batch_id, sum(l.units), coalesce(m.units, 0)
      FROM logistics_shipmentline l
      JOIN logistics_shipment s ON s.id = l.shipment_id AND s.state IN %s
      JOIN orders_order o ON o.id = s.order_id
      LEFT JOIN (SELECT reference, batch_id, -sum(units) AS units FROM inventory_movement WHERE kind = 'shipped' GROUP BY 1, 2) m
        ON m.reference = o.number AND m.batch_id = l.batch_id
     GROUP BY o.number, l.batch_id, m.units HAVING sum(l.units) <> coalesce(m.units, 0) ORDER BY o.number
"""


@Check.register("1", _("what was shipped is what the ledger wrote off, per order and batch"))
def shipped_is_written_off() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN_OFF, [tuple(state.value for state in GONE)])
        for number, batch_id, shipped, written_off in cursor.fetchall():
            yield f"{number}: batch {batch_id} shipped {shipped}, written off {written_off}"


@Check.register("2", _("no parcel left with a batch that was expired on that day"))
def no_expired_batch_left() -> Iterator[str]:
    lines = ShipmentLine.objects.filter(shipment__state__in=GONE).select_related("shipment", "batch").order_by("pk")
    undated = lines.filter(batch__expires_on=None)
    late = lines.filter(batch__expires_on__lt=F("shipment__shipped_at__date"))
    for line in (*undated, *late):
        day = business_day(line.shipment.shipped_at)
        if line.batch.expires_on is None or line.batch.expires_on < day:
            yield f"{line.shipment.number}: batch {line.batch.number} expired {line.batch.expires_on}, shipped {day}"
