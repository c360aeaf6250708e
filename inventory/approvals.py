"""What of the warehouse needs two persons."""

from django.utils.translation import gettext_lazy as _

from inventory.models import ReturnedGoods
from inventory.services import returning
from microstore.core import approvals


@approvals.kind("returned.destroy", permission="inventory.approve_destruction")
class DestroyReturned:
    """Who asks and who approves are the two persons of the destruction record."""

    label = _("Destroy returned goods")

    @staticmethod
    def yes(subject: ReturnedGoods, approval) -> None:
        returning.destroy(subject, reason=approval.reason, by=approval.decided_by)

    @staticmethod
    def no(subject: ReturnedGoods, approval) -> None:
        """The goods stay in quarantine."""

    @staticmethod
    def describe(subject: ReturnedGoods, approval):
        return [
            (_("Return"), subject.line.parcel.number), (_("Product"), str(subject.line.sku)), (_("Batch number"), subject.batch_number),
            (_("Units"), subject.units), (_("Condition"), subject.get_condition_display()),
        ]  # fmt: skip
