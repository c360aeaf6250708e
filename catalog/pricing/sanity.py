"""Do cards and pages say the prices that count (rule PR-08), and lead to goods that can be bought (duty P11)? Cards are mended, blocks of
pages are hidden until they are."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from catalog.models import Listing, PausedBlock, Product
from catalog.pricing import deciding
from catalog.pricing.events import BlockPaused, BlockShownAgain, CardsMended
from catalog.services import cards
from microstore.core import clock
from microstore.core.events import publish, publish_all
from microstore.core.locking import locked
from microstore.core.money import format_yuan
from microstore.stores.hooks import tells_hidden_blocks
from microstore.stores.models import Page, PageRevision, Store
from microstore.stores.services import pages

AMOUNT = re.compile(r"[¥￥]\s*(\d{1,6}(?:\.\d{1,2})?)")
PRODUCT_LINK = re.compile(r"^/?p/([\w-]+)/?$")


def wrong_cards(store):
    """Cards of a store that show another price than the one that counts. One query."""
    shelf = Listing.objects.filter(store=store, is_on=True, sku__isnull=False).annotate(now_fen=deciding.in_store(store))
    return shelf.filter(~Q(price_fen=F("now_fen")) | Q(now_fen=None, price_fen__isnull=False))


@transaction.atomic
def mend_cards() -> int:
    """Write them anew and tell it on each product; returns how many there were."""
    wrong = {card.pk: card for store in Store.objects.all() for card in wrong_cards(store).select_related("product", "store")}
    if wrong:
        cards.rewrite(Listing.objects.filter(pk__in=wrong))
        publish_all([(CardsMended(card.product.code, [card.store.code]), Product, card.product_id) for card in wrong.values()])
    return len(wrong)


@dataclass(frozen=True)
class WrongBlock:
    """A block of a published page that leads to a product off the shelf, or names an amount that is not its price."""

    page: Page
    block_id: str
    words: str


def wrong_blocks(page: Page | None = None) -> Iterator[WrongBlock]:
    """Of one page or of all; what is hidden by now counts, too."""
    published = PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).select_related("page__store").order_by("page")
    for revision in published.filter(page=page) if page else published:
        for block in revision.blocks:
            for words in _wrong_in(revision.page, block.get("data") or block):
                yield WrongBlock(revision.page, block.get("id", ""), words)


def wrong_words() -> Iterator[str]:
    """What customers read: a sentence for each wrong amount in a block that is not hidden."""
    hidden = set(PausedBlock.objects.filter(ended_at=None).values_list("page", "block_id"))
    for wrong in wrong_blocks():
        if (wrong.page.pk, wrong.block_id) not in hidden:
            yield f"{wrong.page.store.code} {wrong.page}: {wrong.words}"


def _wrong_in(page, data: dict) -> Iterator[str]:
    for link, texts in _parts(data):
        if not (linked := PRODUCT_LINK.match(link)):
            continue
        card = Listing.objects.on_sale(page.store).filter(slug=linked[1]).first()
        if card is None:
            yield f"✕ {Product.objects.filter(slug=linked[1]).first() or linked[1]}"
            continue
        named = {round(float(found) * 100) for text in texts for found in AMOUNT.findall(text)}
        for fen in sorted(named - {card.price_fen, card.list_fen}):
            yield f"{format_yuan(fen)} ≠ {format_yuan(card.price_fen)} ({linked[1]})"


def _parts(data: dict) -> Iterator[tuple[str, list[str]]]:
    """(where it leads, its texts): the block itself, and each slide in it."""
    if isinstance(link := data.get("link"), str):
        yield link, [text for name, text in data.items() if isinstance(text, str) and name != "link"]
    for slide in (one for value in data.values() if isinstance(value, list) for one in value if isinstance(one, dict)):
        yield from _parts(slide)


# ── hiding ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def pause_wrong(page: Page | None = None) -> int:
    """Hide what is wrong now and show what was mended, each page in a transaction of its own. Returns how many were hidden."""
    wrong: dict[int, dict[str, str]] = {}
    for found in wrong_blocks(page):
        wrong.setdefault(found.page.pk, {})[found.block_id] = found.words
    known = PausedBlock.objects.filter(ended_at=None, **({"page": page} if page else {}))
    touched = {*wrong, *known.values_list("page", flat=True)}
    return sum(_settle(one, wrong.get(one.pk, {})) for one in Page.objects.filter(pk__in=touched).order_by("pk"))


def look_at_links_to(code: str) -> int:
    """The pages that lead to a product, when it left the shelf or came back."""
    slug = Product.objects.values_list("slug", flat=True).get(code=code)
    published = PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).annotate(said=Cast("blocks", TextField()))
    rows = published.filter(said__contains=f"p/{slug}").select_related("page")
    return sum(pause_wrong(revision.page) for revision in rows.order_by("page"))


@transaction.atomic
def _settle(page: Page, wrong: dict[str, str]) -> int:
    locked(Page.objects.filter(pk=page.pk)).get()
    hidden = {row.block_id: row for row in PausedBlock.objects.filter(page=page, ended_at=None)}
    mended, fresh = hidden.keys() - wrong.keys(), wrong.keys() - hidden.keys()
    PausedBlock.objects.filter(pk__in=[hidden[block].pk for block in mended]).update(ended_at=clock.now())
    PausedBlock.objects.bulk_create(PausedBlock(page=page, block_id=block, words=wrong[block][:300]) for block in sorted(fresh))
    for block in sorted(fresh):
        publish(BlockPaused(block, wrong[block]), about=page, reason=wrong[block])
    for block in sorted(mended):
        publish(BlockShownAgain(block), about=page)
    if mended or fresh:
        pages.draw_anew(page)
    return len(fresh)


@tells_hidden_blocks
def hidden_blocks(page: Page) -> dict[str, str]:
    return dict(PausedBlock.objects.filter(page=page, ended_at=None).values_list("block_id", "words"))
