"""What goods say about who delivered them: told down to the catalogue, where the supplier is scored (duty P2)."""
from django.db.models import F, Sum

from catalog.models import ProductFault, SupplierTally
from catalog.shelf import faulting
from catalog.suppliers.services import tallies
from inventory.models import Batch, Receipt, ReceiptLine
from microstore.core import clock

Kind = SupplierTally.Kind


def tell_arrival(line: ReceiptLine) -> None:
    """One delivered line; late when its day was over."""
    receipt, product = line.receipt, line.sku.product
    reference = reference_of(line)
    tallies.add(Kind.DELIVERED, receipt.supplier, reference=reference, product=product)
    if clock.today() > receipt.expected_on:
        tallies.add(Kind.LATE, receipt.supplier, reference=reference, product=product)


def tell_damage(line: ReceiptLine) -> None:
    tallies.add(Kind.DAMAGED, line.receipt.supplier, reference=reference_of(line), product=line.sku.product)


def tell_shortage(receipt: Receipt) -> None:
    """Of the closed delivery: each SKU of which less came than was announced, over all its lines."""
    sums = receipt.lines.values("sku").annotate(wanted=Sum("expected_units"), came=Sum("received_units")).filter(came__lt=F("wanted"))
    for line in receipt.lines.filter(sku__in=sums.values("sku")).select_related("sku__product").order_by("sku_id", "pk").distinct("sku_id"):
        tallies.add(Kind.SHORT, receipt.supplier, reference=reference_of(line), product=line.sku.product)


def tell_defect(batch: Batch) -> None:
    """A batch was stopped for its quality, a complaint or a recall."""
    tallies.add(Kind.DEFECT, batch.supplier, reference=_of_batch(batch), product=batch.sku.product)
    faulting.tell(batch.sku.product, ProductFault.Kind.BATCH, reference=_of_batch(batch))


def take_defect_back(batch: Batch) -> None:
    """The hold ended: nothing was wrong with it."""
    tallies.take_back(Kind.DEFECT, reference=_of_batch(batch))
    faulting.take_back(reference=_of_batch(batch))


def reference_of(line: ReceiptLine) -> str:
    return f"{line.receipt.number} · {line.sku.code} · {line.pk}"


def _of_batch(batch: Batch) -> str:
    return f"{batch.sku.code} · {batch.number}"
