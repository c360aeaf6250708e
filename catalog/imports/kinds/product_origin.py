"""Which selected proposal a new product of a list comes from: the one with its approval number, or with its name."""

from catalog.gate import origin
from catalog.models import Product, SelectionProposal
from catalog.selection.events import ProposalMadeProduct
from catalog.selection.services import proposals
from microstore.compliance import numbers
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


class ApprovedList:
    """What was selected and is no product yet, each for one row of the list."""

    def __init__(self):
        rows = list(origin.selected().select_related("supplier").order_by("pk"))
        self.by_number = {numbers.normalise(row.approval_number): row for row in rows if row.approval_number}
        self.by_name = {row.name: row for row in rows}
        self.taken: set[int] = set()

    def take(self, page: dict) -> SelectionProposal | None:
        found = self.by_number.get(page.get("approval_number")) or self.by_name.get(page.get("certificate_name"))
        if found is None or found.pk in self.taken:
            return None
        self.taken.add(found.pk)
        return found

    def judge(self, staged, row) -> None:
        """Note where the product of a row comes from; other goods than those selected are an error of the row."""
        found = self.take(row.page)
        if found is None:
            staged.remarks.insert(0, _("Not on the approved list of the selection."))
            return
        supplier = row.shelf.get("supplier")
        if fault := supplier and origin.difference(found, row.product_class, supplier.pk):
            staged.faults.append(fault)
        staged.facts["proposal"] = found.pk


def of_rows(rows) -> dict[int, SelectionProposal]:
    """Row number → the proposal it comes from, locked. Refuses when one of them has become a product meanwhile."""
    wanted = {row.number: row.facts["proposal"] for row in rows if "proposal" in row.facts}
    if not wanted:
        return {}
    found = {one.pk: one for one in locked(origin.selected().filter(pk__in=wanted.values()))}
    for number, pk in wanted.items():
        if pk not in found:
            raise Refused(_("Row %(row)d: its selection became another product since the trial. Try the list again.") % {"row": number})
    return {number: found[pk] for number, pk in wanted.items()}


def record(made: list[tuple[SelectionProposal, Product]], *, by) -> None:
    """Proposal and product name each other; the competitor's product is compared from now on."""
    for proposal, product in made:
        proposal.product = product
    SelectionProposal.objects.bulk_update([proposal for proposal, __ in made], ["product"])
    for proposal, product in made:
        proposals.compare(proposal, product, by=by)


def told(made) -> list[tuple]:
    return [(ProposalMadeProduct(proposal.number, product.code), SelectionProposal, proposal.pk) for proposal, product in made]
