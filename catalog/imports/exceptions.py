"""New products of a list that nobody selected: the director may allow a list as an exception (duties P1, P2)."""

from django.db import transaction

from catalog.models import CatalogImport, ImportRow
from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.models import Approval
from microstore.core.sentences import gettext as _

KIND = "catalog.import_unselected"


def unselected(batch: CatalogImport):
    """Rows that would make a product which is not on the approved list."""
    new = ImportRow.objects.filter(batch=batch, outcome=ImportRow.Outcome.NEW, facts__has_key="key")
    return new.exclude(facts__has_key="proposal")


def is_allowed(batch: CatalogImport) -> bool:
    """What was allowed is what the last trial found: after another one it is asked for anew."""
    asked = Approval.objects.filter(kind=KIND, subject_type=batch._meta.label_lower, subject_id=batch.pk)
    return asked.filter(state=Approval.State.GRANTED, decided_at__gte=batch.checked_at).exists()


def may_ask(batch: CatalogImport) -> bool:
    """While it was tried, makes what nobody selected, and nobody decides about it."""
    is_tried = batch.state == CatalogImport.State.CHECKED and not batch.faulty and batch.new > 0
    return is_tried and unselected(batch).exists() and not is_allowed(batch) and approvals.waiting_about(batch) is None


def require(batch: CatalogImport) -> None:
    """Refuses a list with products that nobody selected, unless the director allowed it."""
    if batch.new and (count := unselected(batch).count()) and not is_allowed(batch):
        raise Refused(_("%(count)d new products are not on the approved list of the selection. Propose them, or ask for an exception.") % {
            "count": count})


@transaction.atomic
def ask(batch: CatalogImport, *, reason: str, by) -> Approval:
    """Refuses what is not tried, or needs no exception."""
    batch.lock()
    if not may_ask(batch):
        raise Refused(_("This list needs no exception now."))
    return approvals.ask(KIND, subject=batch, reason=reason, by=by)
