"""What the shelf asks others to allow."""

from django.utils.translation import gettext_lazy as _

from catalog.shelf import removing
from microstore.core import approvals


@approvals.kind("product.delist", permission="catalog.approve_product")
class Delist:
    """Goods leave the shelf for a commercial reason."""

    label = _("Delist a product")

    @staticmethod
    def yes(row, approval):
        removing.agree(row, by=approval.decided_by, reason=approval.decision_reason)

    @staticmethod
    def no(row, approval):
        removing.decline(row, by=approval.decided_by, reason=approval.decision_reason or str(approval))

    @staticmethod
    def describe(row, approval):
        return [(_("Product"), str(row.product)), (_("Because"), row.get_why_display()), (_("What was seen"), row.words)]
