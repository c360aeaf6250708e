"""Readable document numbers, per kind: from a sequence, or without gaps where the law wants none."""

from django.db import connection, transaction

from microstore.core import clock
from microstore.core.models import Counter

# kind → what it numbers. Each has a sequence of its own (see the migrations), so that numbering never makes one order wait for another.
KINDS = {
    "SO": "order",
    "PM": "payment",
    "RF": "refund",
    "SH": "shipment",
    "GR": "goods receipt",
    "AP": "approval",
    "JB": "job",
    "CP": "complaint",
    "CV": "conversation",
    "AS": "after-sale case",
    "RT": "return",
    "PR": "promotion",
    "CK": "kind of coupon",
    "CN": "coupon",
    "CA": "campaign",
    "CF": "order list of a channel",
    "PV": "privacy request",
    "MA": "picture, video or paper of the library",
    "DR": "design request",
    "SP": "selection proposal",
    "PC": "price change",
    "IM": "import of a list",
}


def next_number(kind: str) -> str:
    """E.g. ``SO20261121-000123``: kind, business day, running number. May leave gaps when a transaction fails."""
    if kind not in KINDS:
        raise KeyError(kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [f"number_{kind.lower()}"])
        (running,) = cursor.fetchone()
    return f"{kind}{clock.today():%Y%m%d}-{running:06d}"


@transaction.atomic
def next_gapless(kind: str, year: int, count: int = 1) -> int:
    """The next number of ``kind`` in ``year``, without gaps: the counter's row stays locked until the caller's transaction ends.

    With ``count`` the last of so many in a row."""
    Counter.objects.get_or_create(kind=kind, year=year)
    counter = Counter.objects.select_for_update().get(kind=kind, year=year)
    counter.last += count
    counter.save(update_fields=["last"])
    return counter.last
