"""Who may open an address. Every view declares it; a test walks all addresses and fails on one that does not."""

from collections.abc import Callable

KINDS = ("public", "customer", "staff", "machine")


def open_to(kind: str) -> Callable:
    """Declare the audience of a view: anyone, signed-in customers, signed-in staff, or machines that prove themselves by signature.

    The declaration guards nothing by itself: ``accounts.customer_required`` and the back-office ``Page`` do.
    """
    if kind not in KINDS:
        raise ValueError(kind)

    def declare(view):
        view.access = kind
        return view

    return declare
