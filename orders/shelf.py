"""What the shelf of the shop is told: what freight costs, before anybody is at the checkout (rule PR-02); which channels there are."""

import time
from collections import Counter

from django.db.models import F, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.hooks import tells_channels, tells_freight, tells_sales
from microstore.core.money import format_yuan
from orders.freight import Tariff
from orders.models import Channel, OrderBundle, OrderLine
from orders.services.baskets import tariffs

LOOKED_UP_SECONDS = 30
_looked_up: dict[tuple[int, str], tuple[float, str]] = {}


@tells_freight
def freight_words(store) -> str:
    """Of what was read a moment ago: it is asked for every product page."""
    key = (store.pk, get_language() or "")
    until, words = _looked_up.get(key, (0.0, ""))
    if time.monotonic() >= until:
        words = " ".join(_words(tariff) for tariff in tariffs(store) if tariff.delivers and not tariff.provinces)
        _looked_up[key] = (time.monotonic() + LOOKED_UP_SECONDS, words)
    return words


def _words(tariff: Tariff) -> str:
    if not tariff.fee_fen:
        return _("Free freight; far provinces see the checkout.")
    if tariff.free_from_fen is None:
        return _("Freight %(fee)s; far provinces see the checkout.") % {"fee": format_yuan(tariff.fee_fen)}
    return _("Freight %(fee)s, free from %(from)s; far provinces see the checkout.") % {
        "fee": format_yuan(tariff.fee_fen), "from": format_yuan(tariff.free_from_fen),
    }  # fmt: skip


def start_empty() -> None:
    """As a new process does."""
    _looked_up.clear()


@tells_sales
def units_paid(product_ids: list[int], since) -> dict[int, int]:
    """Units of orders that were paid since, in our stores or on channels, less nothing: what came back was sold all the same. A bundle
    counts as itself and as what is inside; one that holds nothing but its own product, as that alone."""
    sold: Counter = Counter()
    for counted in (OrderLine.objects, OrderBundle.objects.exclude(lines__sku__product=F("sku__product"))):
        rows = counted.filter(sku__product__in=product_ids, order__paid_at__gte=since)
        sold.update(dict(rows.order_by().values_list("sku__product").annotate(units=Sum("units"))))
    return dict(sold)


@tells_channels
def channels() -> list[tuple[str, str]]:
    return list(Channel.objects.order_by("code").values_list("code", "name"))
