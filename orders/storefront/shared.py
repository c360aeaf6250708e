"""By whose link goods came into the cart: kept beside the cart in the session, and written with the order."""

from microstore.stores.services import shares

BY = "shared_by"  # in the session: SKU → code of the colleague, newest last


def note(request, sku_id: int) -> None:
    """What is put in without a link stays as it came first."""
    code = shares.asked(request.POST)
    if code:
        request.session[BY] = {**{sku: by for sku, by in kept(request).items() if sku != str(sku_id)}, str(sku_id): code}


def kept(request) -> dict[str, str]:
    return request.session.get(BY) or {}


def forget(request) -> None:
    """The order has it now."""
    request.session.pop(BY, None)
