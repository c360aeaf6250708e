"""Keep licences, and act when they run out."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.stores.events import LicenceExpired, LicenceKept, LicenceRemoved
from microstore.stores.models import Licence, Store
from microstore.stores.services import stores


@transaction.atomic
def keep(licence: Licence, *, by) -> Licence:
    """Record a new or changed licence. Refuses a number the store has already, and an end before the beginning."""
    if licence.valid_from and licence.valid_until and licence.valid_until < licence.valid_from:
        raise Refused(_("A licence cannot end before it begins."))
    try:
        with transaction.atomic():
            licence.save()
    except IntegrityError:
        raise Refused(_("This store has this licence already.")) from None
    until = licence.valid_until.isoformat() if licence.valid_until else ""
    publish(LicenceKept(licence.store_id, str(licence), until), about=licence.store, by=by)
    return licence


@transaction.atomic
def remove(licence: Licence, *, by, reason: str) -> None:
    """Take a wrong record away. Refuses while the open store needs it."""
    store, name = locked(Store.objects.filter(pk=licence.store_id)).get(), str(licence)
    licence.delete()
    if store.is_trading and stores.missing(store):
        raise Refused(_("An open store needs this licence. Suspend the store or record the new licence first."))
    publish(LicenceRemoved(store.pk, name), about=store, by=by, reason=reason)


def suspend_where_expired() -> int:
    """Suspend every open store whose needed licence has run out (rule EC-01). Returns how many."""
    yesterday = clock.today() - timedelta(days=1)
    ids = Licence.objects.filter(store__state=Store.State.OPEN, valid_until__lte=yesterday).values_list("store_id", flat=True)
    return sum(_suspend_if_unlicensed(pk) for pk in sorted(set(ids)))


@transaction.atomic
def _suspend_if_unlicensed(store_id):
    store = locked(Store.objects.filter(pk=store_id)).get()
    gaps = stores.missing(store)
    if not store.is_trading or not gaps:
        return False
    for licence in store.licences.expired():
        publish(LicenceExpired(store.pk, str(licence)), about=store)
    stores.suspend(store, reason=" ".join(gaps))
    return True
