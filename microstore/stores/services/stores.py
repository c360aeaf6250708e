"""Open, change, suspend and close a store."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.stores.events import StoreChanged, StoreClosed, StoreOpened, StoreSuspended
from microstore.stores.models import Licence, Page, Store

# E-Commerce Law art. 15: whoever sells food online shows the business licence and the food licence.
NEEDED = (Licence.Kind.BUSINESS, Licence.Kind.FOOD)
NEEDED_OF_PARTNERS = (*NEEDED, Licence.Kind.AUTHORISATION)
CHANGEABLE = ("name", "entity", "registered_address", "phone", "service_hours", "theme")


@transaction.atomic
def create(*, code: str, name: str, kind: str, entity: str, phone: str, by=None, **more) -> Store:
    """A store in preparation, with a home page to fill. Refuses a code that is taken."""
    try:
        with transaction.atomic():
            store = Store.objects.create(code=code, name=name, kind=kind, entity=entity, phone=phone, **more)
    except IntegrityError:
        raise Refused(_("There is a store at this address already.")) from None
    Page.objects.create(store=store, slug=Page.HOME, title=_("Home"))
    publish(StoreChanged(store.pk, ["code"]), about=store, by=by)
    return store


@transaction.atomic
def change(store: Store, *, by, **fields) -> Store:
    store.lock()
    changed = [name for name in CHANGEABLE if name in fields and getattr(store, name) != fields[name]]
    for name in changed:
        setattr(store, name, fields[name])
    if changed:
        store.save(update_fields=changed)
        publish(StoreChanged(store.pk, changed), about=store, by=by)
    return store


def missing(store: Store) -> list[str]:
    """Sentences that name what keeps the store from opening."""
    held = set(store.licences.in_force().values_list("kind", flat=True))
    needed = NEEDED if store.is_official else NEEDED_OF_PARTNERS
    gaps = [_("No %(licence)s in force.") % {"licence": kind.label} for kind in needed if kind not in held]
    if not store.pages.filter(slug=Page.HOME, version__gt=0).exists():
        gaps.append(_("The home page is not published."))
    return gaps


@transaction.atomic
def open(store: Store, *, by=None) -> None:
    """Open for customers. Refuses, naming the gaps, while a licence or the home page is missing."""
    store.begin("open")
    _require_complete(store)
    store.opened_at = clock.now()
    store.finish("open", StoreOpened(store.pk), by=by, save=["opened_at"])


@transaction.atomic
def suspend(store: Store, *, by=None, reason: str = "") -> None:
    store.begin("suspend")
    store.finish("suspend", StoreSuspended(store.pk), by=by, reason=reason)


@transaction.atomic
def reopen(store: Store, *, by=None) -> None:
    store.begin("reopen")
    _require_complete(store)
    store.finish("reopen", StoreOpened(store.pk), by=by)


@transaction.atomic
def close(store: Store, *, by=None, reason: str = "") -> None:
    """Close for good. The default store cannot be closed: the root address needs one."""
    store.begin("close")
    if store.is_default:
        raise Refused(_("The store at the root address cannot be closed."))
    store.finish("close", StoreClosed(store.pk), by=by, reason=reason)


def _require_complete(store):
    if gaps := missing(store):
        raise Refused(" ".join(gaps))
