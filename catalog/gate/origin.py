"""Where a new product comes from: the approved list of the selection, or the reasoned word of whoever decides on it (duties P1, P2)."""

from dataclasses import dataclass

from catalog.events import ProductUnselected
from catalog.models import SelectionProposal
from catalog.selection.events import ProposalMadeProduct
from microstore.accounts.models import User
from microstore.compliance.goods import BUNDLES
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

RIGHT = "catalog.decide_selectionproposal"
State = SelectionProposal.State


@dataclass(frozen=True)
class Unselected:
    """Goods that need no selection, such as those of a range that is sold already: why, and who answers for it."""

    reason: str
    by: User


@dataclass(frozen=True)
class OfParts:
    """A bundle: everything inside was selected before it came onto the shelf (decision 0030)."""


def selected():
    """The approved list: what was selected and is no product yet."""
    return SelectionProposal.objects.filter(state=State.APPROVED, product=None)


def require(origin: SelectionProposal | Unselected | OfParts, shelf: dict) -> None:
    """Refuses what was not selected, was selected as other goods or became a product already, and an exception without right or reason."""
    if isinstance(origin, Unselected):
        require_reason(origin.reason)
        if not origin.by.has_perm(RIGHT):
            raise Refused(_("A new product comes from the approved list of the selection. Only the director allows an exception."))
        return
    if isinstance(origin, OfParts):
        if shelf["product_class"] not in BUNDLES:
            raise Refused(_("Only what was selected becomes a product."))
        return
    origin.lock()
    if origin.state != State.APPROVED:
        raise Refused(_("Only what was selected becomes a product."))
    if origin.product_id:
        raise Refused(_("%(product)s was made from it already.") % {"product": origin.product})
    if fault := difference(origin, shelf["product_class"], shelf["supplier"].pk):
        raise Refused(fault)


def difference(proposal, product_class: str, supplier_id: int) -> str:
    """Why these are not the goods that the departments weighed, in a sentence."""
    if proposal.product_class != product_class or proposal.supplier_id != supplier_id:
        return _("Selected was %(goods)s of %(supplier)s; other goods need a selection of their own.") % {
            "goods": proposal.get_product_class_display(), "supplier": proposal.supplier}
    return ""


def record(origin: SelectionProposal | Unselected | OfParts, product, *, by) -> None:
    """The product and what it comes from name each other; an exception stands on its timeline."""
    if isinstance(origin, Unselected):
        publish(ProductUnselected(product.code), about=product, by=origin.by, reason=origin.reason)
        return
    if isinstance(origin, OfParts):
        return
    origin.product = product
    origin.save(update_fields=["product"])
    publish(ProposalMadeProduct(origin.number, product.code), about=origin, by=by)
