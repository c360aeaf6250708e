"""Off the shelf (duty P11): safety at once and by itself, commercial reasons by proposal and a second person's decision (state C10)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog import hooks
from catalog.models import Listing, Product, Removal
from catalog.services import shelves, watch
from catalog.shelf import norms
from catalog.shelf.events import RemovalAgreed, RemovalDeclined, RemovalEnded, RemovalMade, RemovalProposed
from microstore.core import approvals, clock
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

BATCH = 500
Why = Product.Delisting
OPEN = (Removal.State.PROPOSED, Removal.State.OFF)


def sweep_safety() -> int:
    """Everything that must not be sold leaves every shelf, each product in a transaction of its own. Returns how many."""
    return suspend_expired() + sum(take_off(*row) for row in list(unsellable()))


def suspend_expired() -> int:
    return sum(take_off(product, Why.LICENCE, _("Certificate or licence ended")) for product in watch.expired())


def unsellable():
    """Listed products that have goods, but none that may be sold: all of it expired, or held for quality."""
    listed = Product.objects.filter(state=Product.State.LISTED).order_by("pk")
    last = 0
    while batch := list(listed.filter(pk__gt=last).prefetch_related("skus")[:BATCH]):
        last = batch[-1].pk
        told = hooks.unsellable_now([sku.pk for product in batch for sku in product.skus.all() if sku.is_active])
        for product in batch:
            found = [told.get(sku.pk) for sku in product.skus.all() if sku.is_active]
            if found and all(found):
                is_held = "quality" in found
                yield product, Why.QUALITY if is_held else Why.EXPIRED, _("Held for quality") if is_held else _("No sellable batch left")


@transaction.atomic
def take_off(product: Product, why: str, words: str) -> bool:
    """Suspend it and keep why. False when somebody was faster. Requests are closed before the product is locked, as decisions lock them."""
    if not product.is_open("suspend"):
        return False
    _close_proposal(product)
    product.lock()
    if not product.is_open("suspend"):
        return False
    end(product.code)
    row = Removal.objects.create(product=product, why=why, is_safety=True, state=Removal.State.OFF, words=words, decided_at=clock.now())
    shelves.suspend(product, reason=words)
    publish(RemovalMade(product.code, why), about=row, reason=words)
    return True


def _close_proposal(product) -> None:
    """What was only proposed is overtaken: the request is closed with it."""
    for row in Removal.objects.filter(product=product, state=Removal.State.PROPOSED):
        if waiting := approvals.waiting_about(row):
            approvals.withdraw(waiting, by=waiting.asked_by)


def slow():
    """(product, why in words) of what stands on the shelf for the days of the norm and sold less than its units, or of which less of the
    stock leaves in a year than the turnover of the norm. No proposal is open, nor was declined lately."""
    since = clock.now() - norms.SLOW_DAYS.span
    stood = Listing.objects.filter(product=OuterRef("pk"), is_on=True, listed_at__lt=since)
    said_no = Removal.objects.filter(
        product=OuterRef("pk"), state=Removal.State.DECLINED, decided_at__gt=clock.now() - norms.ASK_AGAIN.span)
    is_open = Removal.objects.filter(product=OuterRef("pk"), state__in=OPEN)
    rows = Product.objects.filter(Exists(stood), ~Exists(said_no), ~Exists(is_open), state=Product.State.LISTED, owner__isnull=False)
    last = 0
    while batch := list(rows.filter(pk__gt=last).select_related("owner").order_by("pk")[:BATCH]):
        last = batch[-1].pk
        ids = [product.pk for product in batch]
        sold, turnover = hooks.units_sold(ids, since), hooks.turnover_of(ids) if norms.TURNOVER.value else {}
        found = ((product, _how_slow(sold.get(product.pk, 0), turnover.get(product.pk))) for product in batch)
        yield from ((product, words) for product, words in found if words)


def _how_slow(units: int, turnover: int | None) -> str:
    if units < norms.SLOW_UNITS.value:
        return _("%(units)d units sold in %(days)d days") % {"units": units, "days": norms.SLOW_DAYS.value}
    if turnover is not None and turnover < norms.TURNOVER.value:
        return _("%(percent)d %% of the stock leaves in a year") % {"percent": turnover}
    return ""


def propose_slow() -> int:
    """Ask for each, in the name of whoever is responsible: somebody else decides."""
    if not hooks.tells_of_sales():
        return 0
    found = list(slow())
    for product, words in found:
        propose(product, Why.SLOW, words, by=product.owner)
    return len(found)


@transaction.atomic
def propose(product: Product, why: str, words: str, *, by) -> Removal:
    """Refused while another removal of it is open."""
    product.lock()
    row = Removal.objects.create(product=product, why=why, state=Removal.State.PROPOSED, words=words[:300], by=by)
    publish(RemovalProposed(product.code, why), about=row, by=by, reason=words)
    approvals.ask("product.delist", subject=row, reason=words, by=by)
    return row


@transaction.atomic
def agree(row: Removal, *, by, reason: str) -> None:
    row.begin("agree")
    row.decided_at = clock.now()
    row.finish("agree", RemovalAgreed(row.product.code, row.why), by=by, reason=reason, save=["decided_at"])
    if row.product.is_open("delist"):
        shelves.delist(row.product, why=row.why, reason=reason or row.words, by=by, is_agreed=True)


@transaction.atomic
def decline(row: Removal, *, by, reason: str) -> None:
    row.begin("decline")
    row.decided_at = clock.now()
    row.finish("decline", RemovalDeclined(row.product.code), by=by, reason=reason, save=["decided_at"])


@transaction.atomic
def end(code: str) -> None:
    """It stands on a shelf again: what was open about it is over."""
    for row in Removal.objects.filter(product__code=code, state=Removal.State.OFF):
        row.begin("bring_back")
        row.decided_at = clock.now()
        row.finish("bring_back", RemovalEnded(code), save=["decided_at"])


def recent(days: int = 30):
    return Removal.objects.filter(at__gte=clock.now() - timedelta(days=days))
