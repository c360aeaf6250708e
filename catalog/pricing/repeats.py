"""A price for a time that begins again soon after it ended: "last days" said twice is no last (rule PR-13)."""

from datetime import datetime

from catalog.models import Price
from catalog.pricing import norms
from catalog.pricing.setting import Terms, Wanted, scope_of
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.money import format_yuan
from microstore.core.sentences import gettext as _


def of(wanted: list[Wanted], starts: datetime) -> list[Price]:
    """The dated prices of the same scope and amount that ended within the days of the norm before ``starts``. One query."""
    rows = Price.objects.filter(
        sku__in=[row.sku.pk for row in wanted], is_dated=True, valid_until__lte=starts, valid_until__gt=starts - norms.AGAIN.span)
    same = {(row.scope, row.amount_fen) for row in wanted}
    return [price for price in rows.select_related("sku").order_by("sku", "-valid_until") if (scope_of(price), price.amount_fen) in same]


def known(wanted: list[Wanted], terms: Terms) -> list[Price]:
    """Those that a price for a time repeats. Refuses them unless it is said that the price is not announced as the last one."""
    found = of(wanted, terms.starts or clock.now()) if terms.until else []
    if found and not terms.is_no_last:
        raise Refused(_refusal(found[0]))
    return found


def _refusal(ended: Price) -> str:
    words = _("%(price)s for %(sku)s ended on %(day)s. Within %(days)d days the same is not called the last: confirm it (rule PR-13).")
    return words % {
        "price": format_yuan(ended.amount_fen), "sku": ended.sku.code, "day": f"{clock.local(ended.valid_until):%Y-%m-%d}",
        "days": norms.AGAIN.value}
