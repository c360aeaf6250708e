"""Found, build, open, change, suspend and close a store (state C23)."""

from django.db import IntegrityError, transaction

from microstore.compliance.services import naming
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.events import (
    AcceptanceBegun,
    BuildingBegun,
    SentBackToBuilding,
    StoreChanged,
    StoreClosed,
    StoreOpened,
    StoreSuspended,
)
from microstore.stores.models import Page, Store
from microstore.stores.services import papers

CHANGEABLE = ("name", "entity", "registered_address", "phone", "service_hours", "service_hours_en", "theme")


@transaction.atomic
def create(*, code: str, name: str, kind: str, entity: str, phone: str, by=None, **more) -> Store:
    """A store in preparation, with a home page to fill. Refuses a code that is taken, and a name that may not be."""
    require_name(kind, name, **more)
    try:
        with transaction.atomic():
            store = Store.objects.create(code=code, name=name, kind=kind, entity=entity, phone=phone, **more)
    except IntegrityError:
        raise Refused(_("There is a store at this address already.")) from None
    Page.objects.create(store=store, slug=Page.HOME, title=_("Home"))
    publish(StoreChanged(store.pk, ["code"]), about=store, by=by)
    return store


def require_name(kind: str, name: str, **facts) -> None:
    """Only our own stores may call themselves official (rule EC-20); the law reads what stands on every page."""
    if kind == Store.Kind.AUTHORISED and any(word in name.lower() for word in ("官方", "自营", "official")):
        raise Refused(_("An authorised store must not call itself official."))
    naming.require(name=name, **{field: facts.get(field, "") for field in ("service_hours", "service_hours_en")})


@transaction.atomic
def change(store: Store, *, by, **fields) -> Store:
    store.lock()
    changed = [name for name in CHANGEABLE if name in fields and getattr(store, name) != fields[name]]
    require_name(store.kind, **{"name": ""} | {name: fields[name] for name in changed})
    for name in changed:
        setattr(store, name, fields[name])
    if changed:
        store.save(update_fields=changed)
        publish(StoreChanged(store.pk, changed), about=store, by=by)
    return store


def missing(store: Store) -> list[str]:
    """Sentences that name what keeps the store from opening."""
    gaps = papers.missing(store)
    if not store.pages.filter(slug=Page.HOME, version__gt=0).exists():
        gaps.append(_("The home page is not published."))
    return gaps


@transaction.atomic
def start_building(store: Store, *, by=None) -> None:
    """From here on pages may be drawn and goods be listed. Operations asks for it once the plan is approved (duty O3)."""
    store.begin("build")
    store.finish("build", BuildingBegun(store.pk), by=by)


@transaction.atomic
def start_acceptance(store: Store, *, by=None) -> None:
    """Colleagues may now buy in it, behind the preview link. Refuses without papers: a test order is a sale."""
    store.begin("accept")
    _refuse_gaps(papers.missing(store))
    store.finish("accept", AcceptanceBegun(store.pk), by=by)
    papers.write_end(store)


@transaction.atomic
def back_to_building(store: Store, *, by=None, reason: str) -> None:
    store.begin("rebuild")
    store.finish("rebuild", SentBackToBuilding(store.pk), by=by, reason=reason)


@transaction.atomic
def open(store: Store, *, by=None) -> None:
    """Open for customers. Refuses, naming the gaps, while a licence or the home page is missing."""
    store.begin("open")
    _refuse_gaps(missing(store))
    store.opened_at = clock.now()
    store.finish("open", StoreOpened(store.pk), by=by, save=["opened_at"])
    papers.write_end(store)


@transaction.atomic
def suspend(store: Store, *, by=None, reason: str = "", cause: str = Store.SuspendedFor.DECISION) -> None:
    """Stop selling; browsing stays and carts are kept. Orders that are placed at this moment are finished first."""
    store.begin("suspend")
    store.suspended_for = cause
    store.finish("suspend", StoreSuspended(store.pk), by=by, reason=reason, save=["suspended_for"])
    papers.write_end(store)


@transaction.atomic
def reopen(store: Store, *, by=None) -> None:
    store.begin("reopen")
    _refuse_gaps(missing(store))
    store.suspended_for = ""
    store.finish("reopen", StoreOpened(store.pk), by=by, save=["suspended_for"])
    papers.write_end(store)


def reopen_if_renewed(store: Store, *, by=None) -> bool:
    """A locked store that only its papers had stopped sells again as soon as they are in force (decision 0015)."""
    is_waiting = store.state == Store.State.SUSPENDED and store.suspended_for == Store.SuspendedFor.PAPERS
    if not is_waiting or missing(store):
        return False
    reopen(store, by=by)
    return True


@transaction.atomic
def close(store: Store, *, by=None, reason: str = "") -> None:
    """Close for good. The default store cannot be closed: the root address needs one."""
    store.begin("close")
    if store.is_default:
        raise Refused(_("The store at the root address cannot be closed."))
    store.finish("close", StoreClosed(store.pk), by=by, reason=reason)


def _refuse_gaps(gaps):
    if gaps:
        raise Refused(" ".join(gaps))
