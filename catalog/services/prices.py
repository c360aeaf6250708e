"""Prices for whoever needs them: what counts now, what counts when, and setting one without a request. See ``catalog.pricing``."""
from catalog.pricing import setting
from catalog.pricing.deciding import at, current, in_store
from catalog.pricing.setting import show_due

__all__ = ["at", "current", "in_store", "set_price", "show_due", "take_back"]


def set_price(sku, *, amount_fen, store=None, valid_from=None, valid_until=None, reason="", by=None, **scope):  # noqa: PLR0913
    """Put a price in force from ``valid_from`` (now by default), decided elsewhere: people ask through ``pricing.changes``.

    ``scope``: channel, tier, from_units. Refuses a start in the past and a second planned change. Locks the SKU."""
    terms = setting.Terms(valid_from, valid_until, reason, by)
    return setting.put([setting.Wanted(sku, amount_fen, store, **scope)], terms)[0]


def take_back(price, *, by=None) -> None:
    """Cancel a planned price; the one before it goes on. Refuses when it has begun."""
    setting.take_back([price], by=by)
