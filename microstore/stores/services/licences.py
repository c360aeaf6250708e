"""Keep licences, and act when they run out."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores.events import LicenceExpired, LicenceKept, LicenceRemoved
from microstore.stores.models import Licence, Store
from microstore.stores.services import medicines, papers, stores


@transaction.atomic
def keep(licence: Licence, *, by) -> Licence:
    """Record a new or changed licence. Refuses a number the store has already, an end before the beginning, and a drug licence of a
    wrong form, for wholesale, or without the medicines it covers.

    A store that had stopped for want of it sells again in the same act."""
    if licence.valid_from and licence.valid_until and licence.valid_until < licence.valid_from:
        raise Refused(_("A licence cannot end before it begins."))
    if fault := medicines.fault_of(licence):
        raise Refused(fault)
    try:
        with transaction.atomic():
            licence.save()
    except IntegrityError:
        raise Refused(_("This store has this licence already.")) from None
    until = licence.valid_until.isoformat() if licence.valid_until else ""
    publish(LicenceKept(licence.store_id, str(licence), until), about=licence.store, by=by)
    store = locked(Store.objects.filter(pk=licence.store_id)).get()
    papers.write_end(store)
    stores.reopen_if_renewed(store, by=by)
    return licence


@transaction.atomic
def remove(licence: Licence, *, by, reason: str) -> None:
    """Take a wrong record away. Refuses while the open store needs it."""
    store, name = locked(Store.objects.filter(pk=licence.store_id)).get(), str(licence)
    licence.delete()
    if store.is_trading and stores.missing(store):
        raise Refused(_("An open store needs this licence. Suspend the store or record the new licence first."))
    papers.write_end(store)
    publish(LicenceRemoved(store.pk, name), about=store, by=by, reason=reason)


def follow_papers() -> tuple[int, int]:
    """After midnight: suspend open stores whose needed papers ran out (rule EC-01), reopen those whose renewed papers begin today.

    Returns how many of each."""
    today = clock.today()
    lapsed = Q(sells_until__lt=today) | Q(licences__valid_until__lt=today)
    ended = set(Store.objects.open().filter(lapsed).values_list("pk", flat=True))
    waiting = Store.objects.filter(state=Store.State.SUSPENDED, suspended_for=Store.SuspendedFor.PAPERS).values_list("pk", flat=True)
    return sum(_suspend_if_unlicensed(pk) for pk in sorted(ended)), sum(_reopen_if_licensed(pk) for pk in sorted(waiting))


@transaction.atomic
def _suspend_if_unlicensed(store_id):
    store = locked(Store.objects.filter(pk=store_id)).get()
    gaps = papers.missing(store)
    if not store.is_trading or not gaps:
        papers.write_end(store)
        return False
    for licence in store.licences.expired():
        publish(LicenceExpired(store.pk, str(licence)), about=store)
    stores.suspend(store, reason=" ".join(gaps), cause=Store.SuspendedFor.PAPERS)
    return True


@transaction.atomic
def _reopen_if_licensed(store_id):
    return stores.reopen_if_renewed(locked(Store.objects.filter(pk=store_id)).get())
