"""The lowest price of a SKU: below it only the director agrees (state C11)."""
from django.db import transaction

from catalog.models import Sku
from catalog.pricing.events import FloorSet
from microstore.core.errors import require_reason
from microstore.core.events import publish
from microstore.core.locking import locked


@transaction.atomic
def set_floor(sku, floor_fen: int | None, *, reason: str, by) -> None:
    """None: by the least margin of the register again."""
    require_reason(reason)
    row = locked(Sku.objects.filter(pk=sku.pk)).get()
    before, row.floor_fen = row.floor_fen, floor_fen
    row.save(update_fields=["floor_fen"])
    publish(FloorSet(row.code, before, floor_fen), about=row.product, by=by, reason=reason)
