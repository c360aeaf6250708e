"""What other departments saw of a supplier's goods. Told by call from above; told twice it counts once."""
from datetime import date, timedelta

from django.db.models import Count

from catalog.models import Supplier, SupplierTally
from catalog.suppliers import norms
from microstore.core import clock

Kind = SupplierTally.Kind


def add(kind: str, supplier: Supplier, *, reference: str, product=None, day: date | None = None) -> None:
    """``reference`` names the document, and makes the fact count once per kind. Goods without a supplier on record tell nothing."""
    if supplier is None:
        return
    product_class = product.product_class if product else ""
    row = SupplierTally(
        kind=kind, supplier=supplier, reference=reference, product=product, product_class=product_class, day=day or clock.today())
    SupplierTally.objects.bulk_create([row], ignore_conflicts=True)


def take_back(kind: str, *, reference: str) -> None:
    """What was told turned out to be nothing: the hold ended, the complaint had another cause."""
    SupplierTally.objects.filter(kind=kind, reference=reference).delete()


def since() -> date:
    return clock.today() - timedelta(days=norms.SCORE_DAYS.value)


def counts(**where) -> dict[str, int]:
    """How many of each kind within the time that counts: ``counts(supplier=…)``, ``counts(product_class=…)``."""
    rows = SupplierTally.objects.filter(day__gte=since(), **where).order_by().values_list("kind").annotate(count=Count("pk"))
    return dict.fromkeys(Kind.values, 0) | dict(rows)
