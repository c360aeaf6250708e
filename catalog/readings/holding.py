"""Who may read what: promised with an order, given when it is paid, taken back when the money goes back.

What reservations are for goods with a parcel; the one who orders calls both in the same transaction, so paid twice is given once."""
from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction

from catalog.models import Product, Reading
from catalog.readings.events import ReadingEnded, ReadingGranted, ReadingOpened
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@transaction.atomic
def promise(reference: str, customer, products: Iterable[Product]) -> None:
    """Keep a copy of each for the customer until the document is paid or ends. Refuses what they have, or have ordered, already."""
    for product in sorted(products, key=lambda one: one.pk):
        for lapsed in locked(customer.readings.held().filter(product=product, until__lt=clock.today())):
            _end(lapsed, _("The days of access are over"), by=None)
        try:
            with transaction.atomic():
                Reading.objects.create(customer=customer, product=product, reference=reference)
        except IntegrityError:
            raise Refused(already(product)) from None


def already(product: Product) -> str:
    return _("You have “%(title)s” already, or an order with it waits for your payment.") % {"title": product.name}


def has(customer, product: Product) -> bool:
    """Whether the customer has it, or has ordered it; days of access that are over do not count."""
    return customer.readings.current().filter(product=product).exclude(until__lt=clock.today()).exists()


@transaction.atomic
def grant(reference: str, *, by=None) -> None:
    """What was promised to the document can be read from now on, as many days as the page says. Twice is harmless."""
    rows = locked(Reading.objects.filter(reference=reference, state=Reading.State.PROMISED).select_related("product__live_revision"))
    for reading in rows:
        days = reading.product.live_revision.attributes.get("access_days")
        reading.granted_at, reading.until = clock.now(), clock.today() + timedelta(days=int(days)) if days else None
        reading.finish("grant", ReadingGranted(reading.product.code, reference), by=by, save=["granted_at", "until"])
    fault_point("catalog.grant.before_commit")


@transaction.atomic
def end(reference: str, *, reason: str, products: Iterable[int] | None = None, by=None) -> None:
    """Take back what the document gave, of these products if they are named. Twice is harmless."""
    rows = Reading.objects.current().filter(reference=reference).select_related("product")
    for reading in locked(rows if products is None else rows.filter(product__in=list(products))):
        _end(reading, reason, by=by)


def _end(reading: Reading, reason: str, *, by) -> None:
    reading.finish("end", ReadingEnded(reading.product.code, reading.reference), by=by, reason=reason)


@transaction.atomic
def open_it(reading: Reading, *, by) -> None:
    """Note the first opening. Refuses what was taken back and what may not be read any more."""
    reading.lock()
    if not reading.can_be_read:
        raise Refused(_("This can no longer be read."))
    if reading.opened_at is None:
        reading.opened_at = clock.now()
        reading.save(update_fields=["opened_at"])
        publish(ReadingOpened(reading.product.code, reading.reference), about=reading, by=by)


def opened(reference: str) -> dict[int, str]:
    """Product id → title of what the document gave and its reader has opened."""
    rows = Reading.objects.current().filter(reference=reference, opened_at__isnull=False).select_related("product")
    return {reading.product_id: reading.product.name for reading in rows}
