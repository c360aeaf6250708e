"""The acceptance of a store: what the system finds out by fact, and what people answer for by name (duties O3, D1, D2)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from catalog.models import Listing
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.services import pages, papers
from operations import norms
from operations.events import ItemTicked
from operations.models import AcceptanceTick, Opening
from orders.models import Order

POLICIES = ("terms", "privacy", "returns", "contact", "licences")
TICKED_BY = {
    AcceptanceTick.Item.PAGES: "operations.accept_opening",
    AcceptanceTick.Item.DATA: "catalog.submit_product",
    AcceptanceTick.Item.WORDS: "stores.publish_page",
    AcceptanceTick.Item.SERVICE: "operations.accept_opening",
}


@dataclass(frozen=True)
class Item:
    """One line of the checklist. ``text`` says what was found, or what is missing; ``by`` and ``at`` of what a person ticked."""

    code: str
    label: str
    is_done: bool
    text: str
    by: object = None
    at: datetime | None = None
    note: str = ""
    is_automatic: bool = True


def items(opening: Opening) -> list[Item]:
    """The whole list as the facts stand now."""
    return [_papers(opening), _home(opening), _goods(opening), _test_order(opening), _links(opening), *_ticked(opening)]


def unready_to_accept(opening: Opening) -> list[str]:
    """What is missing before it is worth trying the store out: papers, home page, goods."""
    return [item.text for item in (_papers(opening), _home(opening), _goods(opening)) if not item.is_done]


def _papers(opening):
    found = papers.missing(opening.store)
    return Item("papers", _("Licences are shown"), not found, " ".join(found) or _("All papers are in force and on the licence page."))


def _home(opening):
    has_footer = any(block["kind"] == pages.FOOTER for block in pages.live_blocks(opening.store))
    text = _("The home page is published with the licence footer.") if has_footer else _("The home page is not published.")
    return Item("home", _("Home page is published"), has_footer, text)


def complete_goods(store) -> int:
    """Products on its shelf that have a price and whose page says everything the law wants."""
    return Listing.objects.on_sale(store).filter(product__state="listed", product__live_revision__completeness=100).count()


def _goods(opening):
    count, wanted = complete_goods(opening.store), norms.OPENING_PRODUCTS.value
    text = _("%(count)d of %(wanted)d complete products are listed.") % {"count": count, "wanted": wanted}
    return Item("goods", _("Complete products are listed"), count >= wanted, text)


def test_order_of(opening: Opening) -> Order | None:
    """The order placed since the acceptance began that was paid and whose money went back to the last fen, by the ledger."""
    if opening.accepting_since is None:
        return None
    placed = Order.objects.filter(store=opening.store, placed_at__gte=opening.accepting_since, paid_at__isnull=False)
    balanced = placed.annotate(kept=Sum("ledger__amount_fen")).filter(kept=0, total_fen__gt=0)
    return balanced.order_by("-placed_at").first()


def _test_order(opening):
    order = test_order_of(opening)
    text = (
        _("%(order)s was paid and refunded in full.") % {"order": order}
        if order
        else _("No test order was paid and refunded in full since the acceptance began.")
    )
    return Item("test_order", _("A test order was paid and refunded"), order is not None, text, at=order and order.paid_at)


def latest_links(opening: Opening):
    return opening.link_checks.first()


def _links(opening):
    """Good, and not older than what was published last."""
    found = latest_links(opening)
    if found is None:
        return Item("links", _("Links are checked"), False, _("The links have not been checked yet."))
    if _published_since(opening, found.at):
        return Item("links", _("Links are checked"), False, _("A page was published after the last check of links."), at=found.at)
    if not found.is_good:
        text = _("%(count)d links are broken.") % {"count": len(found.broken)}
        return Item("links", _("Links are checked"), False, text, by=found.by, at=found.at)
    text = _("%(count)d links were opened, policies included; all answer.") % {"count": found.opened}
    return Item("links", _("Links are checked"), True, text, by=found.by, at=found.at)


def _published_since(opening, moment) -> bool:
    return opening.store.pages.filter(revisions__published_at__gt=moment).exists()


def _ticked(opening):
    there = {tick.item: tick for tick in opening.ticks.select_related("by")}
    return [_item_of(item, there.get(item)) for item in AcceptanceTick.Item]


def _item_of(item, tick):
    if tick is None:
        return Item(item, item.label, False, _("Not confirmed yet: %(item)s") % {"item": item.label}, is_automatic=False)
    return Item(item, item.label, True, tick.note, by=tick.by, at=tick.at, note=tick.note, is_automatic=False)


@transaction.atomic
def tick(opening: Opening, item: str, *, note: str, by) -> AcceptanceTick:
    """Confirm one item by name. Refuses without a note, without the right of that item's department, and outside the acceptance."""
    opening.lock()
    if opening.state != "acceptance":
        raise Refused(_("%(store)s is not in acceptance.") % {"store": opening})
    if not by.has_perm(TICKED_BY[AcceptanceTick.Item(item)]):
        raise Refused(_("Another department confirms this item."))
    if not note.strip():
        raise Refused(_("Say what you looked at."))
    try:
        with transaction.atomic():
            done = AcceptanceTick.objects.create(opening=opening, item=item, note=note.strip(), by=by)
    except IntegrityError:
        raise Refused(_("Somebody has confirmed this item already.")) from None
    publish(ItemTicked(opening.code, item), about=opening, by=by, reason=note)
    return done


def may_tick(opening: Opening, user) -> list[str]:
    """The items this person can confirm now."""
    if opening.state != "acceptance":
        return []
    there = set(opening.ticks.values_list("item", flat=True))
    return [item for item in AcceptanceTick.Item if item not in there and user.has_perm(TICKED_BY[item])]

