"""Links of colleagues: ``?by=CODE`` on a product page. The code goes from the page into the cart's form and from there to the order;
no cookie follows anybody, and nobody's visits are put together."""

import re
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.stores.models import ShareCode, ShareDay, SharedOrder

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
LENGTH = 6
SHAPE = re.compile(rf"[{LETTERS}]{{{LENGTH}}}")
NAME = "by"
SHOWN_DAYS = 30


def asked(values) -> str:
    """The code in the address or the form of a request, if it has the form of one."""
    given = values.get(NAME, "")
    return given if SHAPE.fullmatch(given) else ""


def code_of(user) -> str:
    """The code of this colleague, or nothing as long as they have none."""
    return ShareCode.objects.filter(staff__user=user, staff__left_on=None).values_list("code", flat=True).first() or ""


def give(user) -> str:
    """A code of their own for this colleague; asked twice it is the same."""
    staff = getattr(user, "staff", None)
    if staff is None or not staff.is_here:
        raise Refused(_("Only colleagues have a code of their own."))
    return code_of(user) or _new(staff, user)


def _new(staff, user) -> str:
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return ShareCode.objects.create(staff=staff, code="".join(secrets.choice(LETTERS) for _each in range(LENGTH))).code
        except IntegrityError:  # the word is taken, or the other click was quicker
            if known := code_of(user):
                return known
    raise IntegrityError("no free code")


def came_by(code: str) -> dict[str, int]:
    """Views, visitors (each day anew) and orders of the last days."""
    since = clock.today() - timedelta(days=SHOWN_DAYS - 1)
    sums = ShareDay.objects.filter(share__code=code, day__gte=since).aggregate(views=Sum("views"), visitors=Sum("visitors"))
    orders = SharedOrder.objects.filter(share__code=code, at__gte=day_bounds(since)[0]).count()
    return {"views": sums["views"] or 0, "visitors": sums["visitors"] or 0, "orders": orders}


def note_order(order_number: str, store_id: int, code: str) -> SharedOrder | None:
    """Written in the transaction that places the order. A code nobody has is nothing."""
    share = ShareCode.objects.filter(code=code).first()
    told = {"share": share, "store_id": store_id}
    return SharedOrder.objects.get_or_create(order_number=order_number, defaults=told)[0] if share else None


@transaction.atomic
def note_days(counts: Iterable[tuple[str, int, date, int, int]]) -> None:
    """(code, store, day, further views, visitors so far that day). Codes nobody has are dropped."""
    counts = list(counts)
    known = dict(ShareCode.objects.filter(code__in={row[0] for row in counts}).values_list("code", "pk"))
    for code, store_id, day, views, visitors in sorted(counts):
        if code in known:
            row, _is_new = ShareDay.objects.get_or_create(share_id=known[code], store_id=store_id, day=day)
            ShareDay.objects.filter(pk=row.pk).update(views=F("views") + views, visitors=visitors)
