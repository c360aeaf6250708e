"""The way of a store from research to its opening (state C23, duty O3): one function an act, each gate refusing with a sentence."""

from django.db import IntegrityError, transaction

from microstore.core import approvals, clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store
from microstore.stores.services import stores
from operations.events import OpeningBegun, OpeningMoved, OpeningWritten, PlanDecided, StoreHandedOver
from operations.models import Opening
from operations.services import acceptance, links

WRITABLE = {
    "research": ("customers", "competitors", "trends"),
    "positioning": ("positioning",),
    "plan": ("plan", "planned_for"),
}
LEAST_LETTERS = 20


@transaction.atomic
def found(*, by, **facts) -> Opening:
    """A new store in preparation, and the opening that leads it to its customers."""
    return begin(stores.create(by=by, **facts), by=by)


@transaction.atomic
def begin(store: Store, *, by) -> Opening:
    """Begin the opening of a store that was founded without one."""
    store.lock()
    if store.state != Store.State.PREPARING:
        raise Refused(_("%(store)s is past its preparation.") % {"store": store})
    try:
        with transaction.atomic():
            opening = Opening.objects.create(store=store, owner=by)
    except IntegrityError:
        raise Refused(_("The opening of %(store)s is under way already.") % {"store": store}) from None
    publish(OpeningBegun(store.code), about=opening, by=by)
    return opening


@transaction.atomic
def write(opening: Opening, *, by, **fields) -> Opening:
    """Keep what was found out or planned. Each part can be written while its step is open."""
    opening.lock()
    allowed = WRITABLE.get(opening.state, ())
    changed = [name for name, value in fields.items() if getattr(opening, name) != value]
    if late := [name for name in changed if name not in allowed]:
        field = opening._meta.get_field(late[0]).verbose_name
        raise Refused(_("“%(field)s” is not written in this step.") % {"field": field})
    for name in changed:
        setattr(opening, name, fields[name])
    if changed:
        opening.save(update_fields=changed)
        publish(OpeningWritten(opening.code, changed), about=opening, by=by)
    return opening


def gaps(opening: Opening) -> list[str]:
    """What keeps the present step from being finished, a sentence each."""
    names = [name for name in WRITABLE.get(opening.state, ()) if name != "planned_for"]
    found = [_say_short(opening, name) for name in names if len(getattr(opening, name).strip()) < LEAST_LETTERS]
    if opening.state == "plan":
        if opening.planned_for is None:
            found.append(_("The planned opening day is missing."))
        if not opening.store.goals.filter(quarter=None).exists():
            found.append(_("A goal for a whole year is missing."))
    if opening.state == "building":
        found += acceptance.unready_to_accept(opening)
    if opening.state == "acceptance":
        found += [item.text for item in acceptance.items(opening) if not item.is_done]
    return found


def _say_short(opening, name):
    label = opening._meta.get_field(name).verbose_name
    return _("“%(section)s” is missing: write at least %(count)d characters.") % {"section": label, "count": LEAST_LETTERS}


@transaction.atomic
def finish_research(opening: Opening, *, by) -> None:
    """All three sections: target customers, competitors, trends (S0 §四(一)1)."""
    _go_on(opening, "finish_research", by, stamp="researched_at")


@transaction.atomic
def finish_positioning(opening: Opening, *, by) -> None:
    _go_on(opening, "finish_positioning", by, stamp="positioned_at")


@transaction.atomic
def submit(opening: Opening, *, by, reason: str) -> None:
    """Put the plan with its goals before the director."""
    approvals.ask("store.plan", subject=opening, reason=reason, by=by, store_id=opening.store_id)
    _go_on(opening, "submit", by, reason=reason)


def approve(opening: Opening, *, by, reason: str = "") -> None:
    """The yes of the approval: from here on the store may be built."""
    opening.begin("approve")
    opening.approved_at = clock.now()
    opening.finish("approve", PlanDecided(opening.code, True), by=by, reason=reason, save=["approved_at"])


def send_back(opening: Opening, *, by, reason: str) -> None:
    opening.begin("send_back")
    opening.finish("send_back", PlanDecided(opening.code, False), by=by, reason=reason)


@transaction.atomic
def start_building(opening: Opening, *, by) -> None:
    """No build without an approved plan: the store itself takes neither pages nor goods before this."""
    opening.begin("start_building")
    stores.start_building(opening.store, by=by)
    _finish(opening, "start_building", by)


@transaction.atomic
def start_acceptance(opening: Opening, *, by) -> None:
    """Papers, home page and goods are there: now the store is tried out, and test orders are possible."""
    opening.begin("start_acceptance")
    _refuse(gaps(opening))
    stores.start_acceptance(opening.store, by=by)
    opening.built_at = opening.accepting_since = clock.now()
    _finish(opening, "start_acceptance", by, save=["built_at", "accepting_since"])


@transaction.atomic
def rework(opening: Opening, *, by, reason: str) -> None:
    """Back to building; what people had ticked is to be looked at again."""
    opening.begin("rework")
    stores.back_to_building(opening.store, by=by, reason=reason)
    opening.ticks.all().delete()
    opening.accepting_since = None
    _finish(opening, "rework", by, reason=reason, save=["accepting_since"])


def open_store(opening: Opening, *, by) -> None:
    """Open for customers. Every item is checked at this moment, the links by opening each of them once more.

    Two directors at once: one opens, the other is told that it is open."""
    if opening.is_open("open_store"):
        links.check(opening, by=by)
    _open(opening, by)


@transaction.atomic
def _open(opening, by):
    opening.begin("open_store")
    opening.store.lock()
    found = acceptance.items(opening)
    _refuse([item.text for item in found if not item.is_done])
    stores.open(opening.store, by=by)
    opening.ended_at = clock.now()
    said = [[item.code, str(item.text)] for item in found]
    opening.finish("open_store", StoreHandedOver(opening.code, said), by=by, save=["ended_at"])


@transaction.atomic
def give_up(opening: Opening, *, by, reason: str) -> None:
    """End the opening; the store closes without ever having opened."""
    opening.begin("give_up")
    require_reason(reason)
    stores.close(opening.store, by=by, reason=reason)
    opening.ended_at = clock.now()
    _finish(opening, "give_up", by, reason=reason, save=["ended_at"])


def _go_on(opening, move, by, *, stamp="", reason=""):
    opening.begin(move)
    _refuse(gaps(opening))
    if stamp:
        setattr(opening, stamp, clock.now())
    _finish(opening, move, by, reason=reason, save=[stamp] if stamp else [])


def _finish(opening, move, by, *, reason="", save=()):
    target = opening.flow.moves[move].target
    opening.finish(move, OpeningMoved(opening.code, target), by=by, reason=reason, save=save)


def _refuse(sentences):
    if sentences:
        raise Refused(" ".join(map(str, sentences)))
