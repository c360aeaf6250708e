"""Too many faults in too short a time: goods that made people unwell leave the shelf by themselves, others are proposed to (duty P11)."""

from datetime import datetime

from django.db import transaction

from catalog.models import Product, ProductFault, Removal
from catalog.shelf import norms, removing
from microstore.core import clock
from microstore.core.sentences import gettext as _

Kind = ProductFault.Kind
Why = Product.Delisting
DECIDED = (Removal.State.DECLINED, Removal.State.RETURNED)


@transaction.atomic
def tell(product: Product | None, kind: str, *, reference: str, source: str = "") -> None:
    """A complaint or a stopped batch speaks against goods; told twice it counts once, as what it was told to be last."""
    if product is None:
        return
    facts = {"product": product, "kind": kind, "source": source}
    ProductFault.objects.update_or_create(reference=reference, defaults=facts, create_defaults=facts | {"at": clock.now()})
    judge(product)


def take_back(*, reference: str) -> None:
    """It turned out not to lie with the goods."""
    ProductFault.objects.filter(reference=reference).delete()


def judge(product: Product) -> None:
    """Act on what was told within the days of the norm, and since somebody last decided about it."""
    if product.state != Product.State.LISTED:
        return
    removals = list(product.removals.all())
    faults = against(product, removals)
    unwell = len({fault.source for fault in faults if fault.kind == Kind.ADVERSE})
    days = norms.FAULT_DAYS.value
    if unwell >= norms.ADVERSE.value:
        words = _("%(count)d customers were unwell after taking it within %(days)d days") % {"count": unwell, "days": days}
        removing.take_off(product, Why.QUALITY, words)
    elif len(faults) >= norms.FAULTS.value and product.owner_id and not any(row.state in removing.OPEN for row in removals):
        words = _("%(count)d complaints and stopped batches within %(days)d days") % {"count": len(faults), "days": days}
        removing.propose(product, Why.QUALITY, words, by=product.owner)


def against(product: Product, removals: list[Removal]) -> list[ProductFault]:
    """What counts now. One query."""
    return list(product.faults.filter(at__gt=_since(removals)))


def _since(removals: list[Removal]) -> datetime:
    """What was known when somebody kept the goods, or sold them again, does not speak against them twice."""
    decided = [row.decided_at for row in removals if row.why == Why.QUALITY and row.state in DECIDED and row.decided_at]
    return max([clock.now() - norms.FAULT_DAYS.span, *decided])
