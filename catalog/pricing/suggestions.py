"""What suppliers suggest as a retail price, with the document that says so (rule PR-05)."""
from datetime import date

from django.db import transaction

from catalog.models import SuggestedPrice
from catalog.pricing import setting
from catalog.pricing.events import SuggestedSet
from microstore.core import clock, files
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def record(sku, amount_fen: int, *, document, said_on: date, reason: str, by) -> SuggestedPrice:  # noqa: PLR0913
    """The suggestion before ends at once, and the cards follow. Refuses without the supplier's document, and a date to come."""
    require_reason(reason)
    if not document:
        raise Refused(_("A suggested retail price needs the document of the supplier (rule PR-05)."))
    if said_on > clock.today():
        raise Refused(_("That day is still to come."))
    if amount_fen <= 0:
        raise Refused(_("A price must be above zero."))
    kept = files.store_scan(document, kind="suggested-price", by=by)
    setting.lock([sku.pk])
    now = clock.now()
    SuggestedPrice.objects.filter(sku=sku, valid_until=None).update(valid_until=now)
    row = SuggestedPrice.objects.create(sku=sku, amount_fen=amount_fen, file=kept, said_on=said_on, valid_from=now, set_by=by)
    setting.redraw([sku.pk])
    publish(SuggestedSet(sku.code, amount_fen), about=sku.product, by=by, reason=reason)
    return row


@transaction.atomic
def end(sku, *, reason: str, by) -> None:
    """The supplier suggests nothing any more. Refuses where nothing is suggested."""
    require_reason(reason)
    setting.lock([sku.pk])
    if not SuggestedPrice.objects.filter(sku=sku, valid_until=None).update(valid_until=clock.now()):
        raise Refused(_("There is no suggested retail price."))
    setting.redraw([sku.pk])
    publish(SuggestedSet(sku.code, None), about=sku.product, by=by, reason=reason)
