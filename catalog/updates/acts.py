"""Open an update, plan it anew, give it up; when the old pack is sold, the new one ships and whoever asked is told (duty P12)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from catalog import hooks
from catalog.models import Favourite, Listing, Product, ProductUpdate, Sku, StockNotice
from catalog.services import cards
from catalog.updates import norms, packs
from catalog.updates.events import AskersTold, NewPackShips, UpdateDropped, UpdateOpened, UpdateReplanned
from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging

BATCH = 200
State = ProductUpdate.State


@dataclass(frozen=True)
class Change:
    """What is updated (``kind``), why (``note``), when, and from which production day on; without ``sku`` every pack size."""

    kind: str
    note: str
    planned_on: date
    made_from: date
    sku: Sku | None = None


@transaction.atomic
def begin(product: Product, change: Change, *, by) -> ProductUpdate:
    """Refuses goods that do not stand on the shelf, a past day, and a second update of the same product."""
    require_reason(change.note)
    product.lock()
    if product.live_revision_id is None or product.state not in (Product.State.LISTED, Product.State.SUSPENDED):
        raise Refused(_("Only goods on the shelf are updated; what is not listed is simply edited."))
    _require_ahead(change.planned_on)
    if product.updates.filter(state=State.SELLING).exists():
        raise Refused(_("An update of this product runs already."))
    row = ProductUpdate.objects.create(
        product=product, sku=change.sku, kind=change.kind, note=change.note.strip()[:500], planned_on=change.planned_on,
        made_from=change.made_from, opened_by=by, pictures_then=product.live_revision.pictures)
    publish(UpdateOpened(product.code, row.kind, row.planned_on.isoformat()), about=row, by=by, reason=row.note)
    _draw_pages_anew(product)
    return row


@transaction.atomic
def replan(row: ProductUpdate, *, planned_on: date, made_from: date, reason: str, by) -> None:
    """Another day, or another production day from which goods come in the new pack. Refuses a past day."""
    require_reason(reason)
    _require_ahead(planned_on)
    row.lock()
    if row.state != State.SELLING:
        raise Refused(_("This update has ended."))
    row.planned_on, row.made_from = planned_on, made_from
    row.save(update_fields=["planned_on", "made_from"])
    publish(UpdateReplanned(row.product.code, planned_on.isoformat(), made_from.isoformat()), about=row, by=by, reason=reason)
    _draw_pages_anew(row.product)


def _require_ahead(day: date) -> None:
    if day < clock.today():
        raise Refused(_("The planned day has passed."))


@transaction.atomic
def drop(row: ProductUpdate, *, reason: str, by) -> None:
    """The goods stay as they are; pages may be submitted without new pictures again."""
    require_reason(reason)
    _end(row, "drop", UpdateDropped(row.product.code), by=by, reason=reason)


def _end(row, move: str, news, *, by=None, reason: str = "") -> None:
    row.begin(move)
    row.ended_at = clock.now()
    row.finish(move, news, by=by, reason=reason, save=["ended_at"])
    _draw_pages_anew(row.product)


def _draw_pages_anew(product) -> None:
    for store in Listing.objects.filter(product=product, is_on=True).values_list("store", flat=True):
        cards.draw_anew(product.pk, store)


def require_new_pictures(revision, product) -> None:
    """Refuse a page that shows nothing but the old pack while an update runs."""
    update = product.updates.filter(state=State.SELLING).first()
    if update and not update.has_new_pictures(revision):
        raise Refused(_("An update of this product runs (%(kind)s): add a picture of the new pack before you submit.") % {
            "kind": update.get_kind_display()})


# ── what time does ─────────────────────────────────────────────────────────────────────────────────────────────────────
def ship_due() -> int:
    """Updates of which the old pack is sold through; each in a transaction of its own. Returns how many."""
    running = ProductUpdate.objects.filter(state=State.SELLING).select_related("product").order_by("pk")
    return sum(_ship(row) for row in running if packs.of(row).ships_new)


@transaction.atomic
def _ship(row: ProductUpdate) -> int:
    row.lock()
    if not row.is_open("ship_new"):
        return 0
    _end(row, "ship_new", NewPackShips(row.pk, row.product.code))
    return 1


def tell_due() -> int:
    """Whoever asked hears of the new pack once, in batches; a round that broke off goes on. Returns how many."""
    due = ProductUpdate.objects.filter(state=State.SHIPPED, told_at=None).select_related("product__live_revision").order_by("ended_at")
    return sum(_tell(row) for row in due)


def _tell(row: ProductUpdate) -> int:
    asked = sorted(askers(row))
    context = {"product": row.product.live_revision.title, "slug": row.product.slug}
    for at in range(0, len(asked), BATCH):
        with transaction.atomic():
            for customer in Customer.objects.filter(pk__in=asked[at:at + BATCH]).select_related("user"):
                messaging.send(
                    "catalog.new_pack", to=customer, key=f"new-pack:{row.pk}:{customer.pk}", channels=("inbox",), context=context)
    return _told(row, len(asked))


@transaction.atomic
def _told(row: ProductUpdate, count: int) -> int:
    """Of two rounds at once the first writes it down."""
    row.lock()
    if row.told_at:
        return 0
    row.told_at, row.told = clock.now(), count
    row.save(update_fields=["told_at", "told"])
    publish(AskersTold(row.product.code, count), about=row)
    return count


def askers(row: ProductUpdate) -> set[int]:
    """Customers who keep it as a favourite, wait for it, or asked about it within the days of the norm."""
    kept = Favourite.objects.filter(listing__product=row.product_id).values_list("customer", flat=True)
    waiting = StockNotice.objects.waiting().filter(listing__product=row.product_id).values_list("customer", flat=True)
    return {*kept, *waiting, *hooks.askers_of(row.product_id, clock.now() - norms.ASKED_WITHIN.span)}
