"""Who may not order: put on the list by staff with a reason, taken off again with another."""

from django.db import IntegrityError, transaction
from django.db.models import Exists

from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.scope import refuse_foreign_store, store_ids_visible_to
from orders.events import CustomerBlocked, CustomerUnblocked
from orders.models import CustomerBlock


def block(customer, *, store, reason: str, by) -> CustomerBlock:
    """Without ``store`` in every store, as only those may who see all. Refuses colleagues, and who is blocked there already."""
    require_reason(reason)
    _require_own(store, by)
    if customer.user.is_staff:
        raise Refused(_("This is a colleague's account."))
    try:
        return _block(customer, store, reason.strip()[:500], by)
    except IntegrityError as twice:
        raise Refused(_("This customer is blocked there already.")) from twice


@transaction.atomic
def _block(customer, store, reason: str, by) -> CustomerBlock:
    row = CustomerBlock.objects.create(customer=customer, store=store, reason=reason, by=by)
    publish(CustomerBlocked(row.pk, store.code if store else ""), about=row, by=by, reason=reason)
    return row


@transaction.atomic
def lift(row: CustomerBlock, *, reason: str, by) -> None:
    require_reason(reason)
    _require_own(row.store, by)
    row.begin("lift_block")
    row.lifted_at = clock.now()
    row.finish("lift_block", CustomerUnblocked(row.pk), by=by, reason=reason, save=["lifted_at"])


def _require_own(store, by) -> None:
    if store:
        refuse_foreign_store(by, store)
    elif store_ids_visible_to(by) is not None:
        raise Refused(_("Only who works for all stores decides for all stores."))


def marked(lines, customer, store):
    """Lines of a cart with ``is_blocked``, within their own query."""
    return lines.annotate(is_blocked=Exists(CustomerBlock.objects.against(customer, store)))


def require_free(lines) -> None:
    """Refuse an order of a blocked customer, politely and without the reason."""
    if any(line.is_blocked for line in lines):
        raise Refused(_("We cannot take a new order from this account at present. Please ask customer service; earlier orders go on."))
