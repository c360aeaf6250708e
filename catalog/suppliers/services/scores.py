"""The score of a supplier, 0 to 100, from what was delivered in the last year (duty P2). The formula stands in docs/catalog.md."""
from dataclasses import dataclass

from django.db.models import Count, F, FloatField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Least, NullIf, Round

from catalog.models import Supplier, SupplierTally
from catalog.suppliers.services import tallies

Kind = SupplierTally.Kind
WEIGHTS = {Kind.LATE: 30, Kind.SHORT: 20, Kind.DAMAGED: 20, Kind.DEFECT: 20, Kind.COMPLAINT: 10}


@dataclass(frozen=True)
class Part:
    """One part of a score: so many faults on so many delivered lines."""

    kind: str
    faults: int
    weight: int
    points: float

    @property
    def label(self) -> str:
        return Kind(self.kind).label


@dataclass(frozen=True)
class Score:
    total: int
    delivered: int
    parts: tuple[Part, ...]


def of(supplier: Supplier) -> Score | None:
    """None before the first delivery: nothing is known."""
    counted = tallies.counts(supplier=supplier)
    delivered = counted[Kind.DELIVERED]
    if not delivered:
        return None
    parts = tuple(Part(kind, counted[kind], weight, weight * (1 - min(1, counted[kind] / delivered))) for kind, weight in WEIGHTS.items())
    return Score(int(sum(part.points for part in parts) + 0.5), delivered, parts)


def _share(kind):
    """Of the delivered lines, as an expression; empty before the first delivery."""
    return Count("pk", filter=Q(kind=kind)) * Value(1.0) / NullIf(F("delivered") * Value(1.0), Value(0.0))


def with_score(suppliers):
    """Annotate ``score`` by the same formula, for lists: one subquery a row."""
    mine = SupplierTally.objects.filter(supplier=OuterRef("pk"), day__gte=tallies.since()).order_by().values("supplier")
    delivered = Count("pk", filter=Q(kind=Kind.DELIVERED))
    lost = sum((weight * Least(Value(1.0), _share(kind)) for kind, weight in WEIGHTS.items()), Value(0.0))
    reckoned = mine.annotate(delivered=delivered).annotate(score=Round(Value(100.0) - lost)).values("score")
    return suppliers.annotate(score=Subquery(reckoned, output_field=FloatField()))
