"""Candidate, qualified, suspended: who may say so, and what becomes of the goods (rules GS-01, LI-04)."""
from django.db import transaction

from catalog.models import Product, Supplier, SupplierLicence
from catalog.models.supplier import may_supply
from catalog.services import shelves
from catalog.suppliers.events import SupplierNotQualified, SupplierQualified, SupplierSuspended
from microstore.core import approvals
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def ask(supplier: Supplier, *, reason: str, by) -> approvals.Approval:
    """Ask quality to qualify a candidate, or one that was suspended. Refuses without a verified licence in force."""
    supplier.begin("qualify_supplier")
    _require_papers(supplier)
    return approvals.ask("supplier.qualify", subject=supplier, reason=reason, by=by)


def _require_papers(supplier) -> None:
    if not SupplierLicence.objects.in_force().filter(supplier=supplier).exists():
        raise Refused(_("%(supplier)s has no verified licence in force.") % {"supplier": supplier})


@transaction.atomic
def qualify(supplier: Supplier, *, reason: str, by) -> None:
    """The request was granted. Refuses when the papers ended meanwhile."""
    supplier.begin("qualify_supplier")
    _require_papers(supplier)
    supplier.state_reason = reason.strip()[:300]
    supplier.finish("qualify_supplier", SupplierQualified(supplier.code), by=by, reason=reason, save=["state_reason"])


def refuse(supplier: Supplier, *, reason: str, by) -> None:
    """The request was declined: it stays what it is."""
    publish(SupplierNotQualified(supplier.code), about=supplier, by=by, reason=reason)


@transaction.atomic
def suspend(supplier: Supplier, *, reason: str, by) -> int:
    """Stop buying and selling at once: what stands on the shelves leaves them. Returns how many products did. Refuses without a reason."""
    require_reason(reason)
    supplier.begin("suspend_supplier")
    if waiting := approvals.waiting_about(supplier):
        raise Refused(_("%(number)s waits for a decision about this supplier. Decide it first.") % {"number": waiting.number})
    supplier.state_reason = reason.strip()[:300]
    supplier.finish("suspend_supplier", SupplierSuspended(supplier.code), by=by, reason=reason, save=["state_reason"])
    return len([shelves.suspend(product, reason=_("The supplier was suspended."), by=by) for product in _on_sale(supplier)])


def _on_sale(supplier) -> list[Product]:
    listed = Product.objects.filter(supplier=supplier, state=Product.State.LISTED)
    return list(listed.exclude(may_supply("supplier", "product_class")).order_by("pk"))
