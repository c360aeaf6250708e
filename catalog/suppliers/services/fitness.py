"""May goods of this class be bought from this supplier, and sold? One rule for purchase and sale (rules FS-02, GS-01, LI-04)."""
from collections.abc import Iterable

from catalog.models import Supplier, SupplierLicence
from microstore.compliance import goods
from microstore.compliance.classes import ProductClass
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

FOOD = {ProductClass.HEALTH_FOOD, ProductClass.ORDINARY_FOOD, ProductClass.SPECIAL_MEDICAL, ProductClass.INFANT_FORMULA}
DRUGS = {ProductClass.DRUG_OTC_A, ProductClass.DRUG_OTC_B, ProductClass.DRUG_RX}
DEVICES = {ProductClass.DEVICE_1, ProductClass.DEVICE_2, ProductClass.DEVICE_3}
FREE = set(ProductClass) - FOOD - DRUGS - {ProductClass.DEVICE_2, ProductClass.DEVICE_3} - set(goods.BUNDLES)
Kind = SupplierLicence.Kind
COVERABLE = {
    Kind.FOOD_BIZ: FOOD, Kind.FOOD_PROD: FOOD, Kind.FOOD_FILE: FOOD, Kind.DRUG_BIZ: DRUGS, Kind.DRUG_PROD: DRUGS, Kind.DEVICE: DEVICES,
    Kind.BUSINESS: FREE,
}
"""Which classes of goods a licence of a kind can cover at all; a business licence, whatever needs no licence of its own."""


def fault(supplier: Supplier, product_class: str, day=None) -> str:
    """Why goods of this class may be neither bought from this supplier nor sold; empty when they may.

    Nobody supplies a bundle: each thing in it has a supplier of its own, who is looked at."""
    if supplier.state == Supplier.State.SUSPENDED:
        return _("%(supplier)s is suspended: %(reason)s") % {"supplier": supplier, "reason": supplier.state_reason or "—"}
    if supplier.state != Supplier.State.QUALIFIED:
        return _("%(supplier)s is not qualified yet.") % {"supplier": supplier}
    if product_class in goods.BUNDLES:
        return ""
    papers = [paper for paper in supplier.licences.all() if product_class in paper.scope]
    return "" if any(holds(paper, day) for paper in papers) else _lacking(supplier, product_class, papers, day)


def _lacking(supplier, product_class, papers, day) -> str:
    words = {"supplier": supplier, "class": ProductClass(product_class).label}
    today = day or clock.today()
    if any(paper.verified_at is None and (paper.valid_until is None or paper.valid_until >= today) for paper in papers):
        return _("The licence of %(supplier)s for “%(class)s” has not been verified yet.") % words
    ended = [paper.valid_until for paper in papers if paper.valid_until and paper.valid_until < today]
    if ended:
        return _("The licence of %(supplier)s for “%(class)s” ended on %(day)s.") % (words | {"day": max(ended)})
    return _("%(supplier)s has no licence for “%(class)s”.") % words


def holds(paper: SupplierLicence, day=None) -> bool:
    """As ``in_force`` of the queryset, for a row that is loaded."""
    day = day or clock.today()
    begun = paper.valid_from is None or paper.valid_from <= day
    return begun and paper.verified_at is not None and (paper.valid_until is None or paper.valid_until >= day)


def require(supplier: Supplier, product_classes: Iterable[str]) -> None:
    """Refuse with the first sentence that ``fault`` finds."""
    for product_class in sorted(set(product_classes)):
        if sentence := fault(supplier, product_class):
            raise Refused(sentence)


def until(supplier: Supplier, product_class: str):
    """The last day on which a licence in force covers this class; None without limit or without a licence."""
    held = [paper.valid_until for paper in supplier.licences.all() if product_class in paper.scope and holds(paper)]
    return None if not held or None in held else max(held)


def papers_for(supplier: Supplier, product_classes: Iterable[str]) -> list[dict]:
    """The licences a purchase relies on today, as they are kept with it (rule FS-02)."""
    wanted = set(product_classes)
    return [
        {"licence": str(paper), "kind": paper.kind, "number": paper.number, "until": str(paper.valid_until or ""), "id": paper.pk}
        for paper in supplier.licences.all() if holds(paper) and wanted & set(paper.scope)]
