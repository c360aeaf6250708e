"""What is asked of quality about suppliers (rule GS-01)."""
from django.utils.translation import gettext_lazy as _

from catalog.models import SupplierLicence
from catalog.suppliers.services import qualifying, scores
from microstore.core import approvals


@approvals.kind("supplier.qualify", permission="catalog.qualify_supplier")
class Qualify:
    """A candidate becomes a supplier from whom goods are bought, or a suspended one again."""
    label = _("Qualify a supplier")

    @staticmethod
    def yes(supplier, approval):
        qualifying.qualify(supplier, reason=approval.decision_reason or approval.reason, by=approval.decided_by)

    @staticmethod
    def no(supplier, approval):
        qualifying.refuse(supplier, reason=approval.decision_reason, by=approval.decided_by)

    @staticmethod
    def describe(supplier, approval):
        papers = [
            (str(paper), f"{'、'.join(paper.classes)} · {paper.valid_until or '∞'}")
            for paper in SupplierLicence.objects.in_force().filter(supplier=supplier)]
        score = scores.of(supplier)
        return [*papers, (_("Score"), score.total if score else _("No delivery yet"))]
