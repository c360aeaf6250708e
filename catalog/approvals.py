"""What product management asks others to allow."""
from django.utils.translation import gettext_lazy as _

from catalog import completeness
from catalog.bundles import contents
from catalog.gate import approvals as gate  # noqa: F401  registers what is asked about categories
from catalog.gate import certificates
from catalog.imports import approvals as imports  # noqa: F401  registers what is asked about lists
from catalog.pricing import approvals as price_approvals  # noqa: F401  registers what price changes ask for
from catalog.selection import approvals as selection  # noqa: F401  registers what is asked about selections
from catalog.services import products
from catalog.shelf import approvals as shelf  # noqa: F401  registers what is asked about goods that should leave the shelf
from catalog.suppliers import approvals as suppliers  # noqa: F401  registers what is asked about suppliers
from microstore.core import approvals
from microstore.core.pages.wording import moment


@approvals.kind("product.publish", permission="catalog.approve_product")
class Publish:
    """A first or changed revision goes live."""
    label = _("Publish a product")

    @staticmethod
    def yes(product, approval):
        products.approve(product, reason=approval.decision_reason, by=approval.decided_by)

    @staticmethod
    def no(product, approval):
        products.send_back(product, reason=approval.decision_reason or str(approval), by=approval.decided_by)

    @staticmethod
    def describe(product, approval):
        revision = product.pending_revision or product.live_revision
        words = ", ".join(dict.fromkeys(hit["text"] for hit in revision.hits)) or "—"
        return [
            (_("Name"), revision.title), (_("Approval number"), revision.approval_number), (_("Health function"), revision.function_claim),
            (_("Complete"), f"{revision.completeness} %"), (_("Remarks of the scan"), words),
            (_("Faults"), " ".join([*completeness.faults(revision, product), *certificates.faults(revision, product)]) or "—"),
            (_("Data confirmed by"), str(revision.data_by or "—")), (_("Copy confirmed by"), str(revision.copy_by or "—")),
            *((_("Inside %(sku)s") % {"sku": sku.code}, contents.in_words(sku)) for sku in product.skus.filter(is_bundle=True)),
            (_("Goes live"), moment(revision.publish_at) if revision.publish_at else _("as soon as it is approved"))]
