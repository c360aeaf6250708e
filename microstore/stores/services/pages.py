"""Pages: one draft at a time, every revision kept. A draft goes before customers by ``publishing.deciding`` alone.

Whoever saves names the count of edits they saw (``seen``); if somebody else saved since, the save is refused, not merged.
"""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Max

from microstore.compliance.publishing import place_of
from microstore.compliance.scanner import Subject
from microstore.compliance.services import door, naming
from microstore.core import clock
from microstore.core.errors import Changed, Refused
from microstore.core.events import publish as tell
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores import block_registry, freshness, hooks
from microstore.stores.assets import flags
from microstore.stores.events import PagePublished
from microstore.stores.models import Page, PageRevision

MOST_BLOCKS = 30
FOOTER = "licence_footer"
TICKS = ("data_by", "data_at", "copy_by", "copy_at")
CACHED_FOR = 24 * 3600
READERS = Subject(product_class="health_food")
PLACE = "stores.page"


def live_blocks(store, slug: str = Page.HOME) -> list[dict]:
    """What customers see now, without hidden blocks. One query; the blocks come from the cache, keyed by the page's version."""
    page = Page.objects.filter(store=store, slug=slug).only("id", "version").first()
    if page is None or not page.version:
        return []
    key = _key(page)
    blocks = cache.get(key)
    if blocks is None:
        live, hidden = page.live, hooks.hidden_blocks(page)
        blocks = [block for block in (live.blocks if live else []) if block.get("id") not in hidden]
        cache.set(key, blocks, CACHED_FOR)
    return blocks


def _key(page: Page) -> str:
    return f"stores.page:{page.pk}:{page.version}"


def draw_anew(page: Page) -> None:
    """Other blocks than before are hidden: after the commit customers see the page anew."""
    transaction.on_commit(lambda: cache.delete(_key(page)))
    freshness.touch([page.store_id])


@transaction.atomic
def draft_of(page: Page, *, by) -> PageRevision:
    """The draft, begun from what is live, or from the licence footer alone on a new page."""
    locked(Page.objects.filter(pk=page.pk)).get()
    return page.draft or _new_revision(page, PageRevision.State.DRAFT, page.live, by)


@transaction.atomic
def add_block(page: Page, kind: str, data: dict, *, seen: int, by) -> dict:
    """Add a block above the licence footer that ends the page, or at the end."""
    draft = _open(page, seen, by)
    if kind not in block_registry.kinds:
        raise Refused(_("There is no such block."))
    if kind == FOOTER and _has_footer(draft.blocks):
        raise Refused(_("The licence footer is on this page already."))
    if len(draft.blocks) >= MOST_BLOCKS:
        raise Refused(_("A page holds at most %(most)d blocks.") % {"most": MOST_BLOCKS})
    fresh = block_registry.new(kind, data)
    kept = draft.blocks
    at = len(kept) - 1 if kept and kept[-1]["kind"] == FOOTER != kind else len(kept)
    _save(draft, [*kept[:at], fresh, *kept[at:]], by)
    return fresh


@transaction.atomic
def change_block(page: Page, block_id: str, data: dict, *, seen: int, by) -> None:
    draft = _open(page, seen, by)
    at = _position(draft, block_id)
    _save(draft, [*draft.blocks[:at], {**draft.blocks[at], "data": data}, *draft.blocks[at + 1 :]], by)


@transaction.atomic
def move_block(page: Page, block_id: str, step: int, *, seen: int, by) -> None:
    """Move one place up (-1) or down (1); at the edge nothing moves."""
    draft = _open(page, seen, by)
    at = _position(draft, block_id)
    to = at + step
    if 0 <= to < len(draft.blocks):
        blocks = list(draft.blocks)
        blocks[at], blocks[to] = blocks[to], blocks[at]
        _save(draft, blocks, by)


@transaction.atomic
def arrange(page: Page, block_ids: list[str], *, seen: int, by) -> None:
    """Put the blocks in this order, as they were dragged. Refuses a list that names other blocks than the page has."""
    draft = _open(page, seen, by)
    blocks = {each["id"]: each for each in draft.blocks}
    if sorted(blocks) != sorted(block_ids):
        raise Refused(_("The page has other blocks by now. Look at it again."))
    _save(draft, [blocks[each] for each in block_ids], by)


@transaction.atomic
def swap_files(page: Page, old: set[int], new: int, *, by) -> None:
    """Show a new file wherever the draft shows one of the old ones; without a draft one is begun from what is live."""
    locked(Page.objects.filter(pk=page.pk)).get()
    draft = page.draft
    _open(page, draft.edits if draft else 0, by)
    draft = page.draft
    _save(draft, flags.swapped(draft.blocks, old, new), by)


@transaction.atomic
def create(store, *, slug: str, title: str, path: str, blocks: list[dict], by) -> Page:
    """A further page of a store, as a draft that ends with the licence footer. Refuses a second one at the same address."""
    _require_plan(store)
    naming.require(title=title)
    if Page.objects.filter(store=store, slug=slug).exists():
        raise Refused(_("There is a page at this address already."))
    page = Page.objects.create(store=store, slug=slug, title=title, path=path)
    draft = _new_revision(page, PageRevision.State.DRAFT, None, by)
    draft.blocks = [*blocks, *draft.blocks]
    draft.save(update_fields=["blocks"])
    return page


@transaction.atomic
def remove_block(page: Page, block_id: str, *, seen: int, by) -> None:
    draft = _open(page, seen, by)
    at = _position(draft, block_id)
    kind = block_registry.kinds.get(draft.blocks[at]["kind"])
    if kind and kind.stays:
        raise Refused(_("The law wants this block on the page; it can be moved, not removed."))
    _save(draft, draft.blocks[:at] + draft.blocks[at + 1 :], by)


@transaction.atomic
def discard(page: Page, *, seen: int, by) -> None:
    """Throw the draft away; what is live stays as it is."""
    _open(page, seen, by).delete()


def texts_of(blocks: list[dict]) -> dict[str, str]:
    """Every text of the blocks that customers would read, as block.field; words for pictures are among them."""
    texts = {}
    for each in blocks:
        if kind := block_registry.kinds.get(each["kind"]):
            texts |= {f"{each['id']}.{name}": text for name, text in kind.texts(each["data"]).items()}
    return texts


def judge(blocks: list[dict], page: Page | None = None):
    """The scanner's verdict on every text that customers would read; exemptions of ``page`` count."""
    return door.read(texts_of(blocks), READERS, at=(PLACE, page.pk) if page else None)


@transaction.atomic
def withdraw_texts(page: Page, names: set[str], *, reason: str, by=None) -> None:
    """Publish the page again without the blocks whose texts are named; of a block the law wants on it only the words go."""
    locked(Page.objects.filter(pk=page.pk)).get()
    stopped = {name.split(".")[0] for name in names}
    blocks = []
    for each in page.live.blocks:
        kind = block_registry.kinds.get(each["kind"])
        if each["id"] not in stopped:
            blocks.append(each)
        elif kind and kind.stays:
            emptied = {name: "" for name in kind.form_class.scanned if f"{each['id']}.{name}" in names}
            blocks.append({**each, "data": {**each["data"], **emptied}})
    again = _new_revision(page, PageRevision.State.SUPERSEDED, page.live, by)
    again.blocks = blocks
    again.save(update_fields=["blocks"])
    put_live(page, again, by, reason)


@transaction.atomic
def roll_back(page: Page, revision: PageRevision, *, by, reason: str) -> PageRevision:
    """Show an earlier revision again, as a new one. A draft in work stays."""
    locked(Page.objects.filter(pk=page.pk)).get()
    if revision.page_id != page.pk or revision.state != PageRevision.State.SUPERSEDED:
        raise Refused(_("Only an earlier published revision can be shown again."))
    require_fit(page, revision.blocks, reason)
    again = _new_revision(page, PageRevision.State.SUPERSEDED, revision, by)
    put_live(page, again, by, reason)
    return again


def _open(page, seen, by):
    """The draft under lock; Changed when it is not the one the person looked at. Nothing is built before the plan is approved."""
    locked(Page.objects.filter(pk=page.pk)).get()
    _require_plan(page.store)
    draft = page.draft or _new_revision(page, PageRevision.State.DRAFT, page.live, by)
    if draft.state != PageRevision.State.DRAFT:
        raise Refused(_("This draft is being decided or waits for its moment. Take it back before you change it."))
    if draft.edits != seen:
        raise Changed(
            _("%(person)s changed this draft meanwhile. Look at it again before you go on.") % {"person": draft.edited_by or _("Somebody")}
        )
    return draft


def _require_plan(store):
    if not store.may_be_built:
        raise Refused(_("The plan of %(store)s is not approved yet: nothing is built before.") % {"store": store})


def _new_revision(page, state, source, by):
    last = page.revisions.aggregate(last=Max("number"))["last"] or 0
    return PageRevision.objects.create(
        page=page,
        number=last + 1,
        state=state,
        based_on=source,
        blocks=source.blocks if source else [block_registry.new(FOOTER, {"title": ""})],
        edited_by=by,
        edited_at=clock.now(),
    )


def _has_footer(blocks):
    return any(each["kind"] == FOOTER for each in blocks)


def _position(draft, block_id):
    for at, each in enumerate(draft.blocks):
        if each["id"] == block_id:
            return at
    raise Refused(_("This block is no longer on the page."))


def _save(draft, blocks, by):
    """What was confirmed was the page as it stood: both ticks are taken back (duty D2)."""
    draft.blocks, draft.edits, draft.edited_by, draft.edited_at = blocks, draft.edits + 1, by, clock.now()
    draft.data_by = draft.data_at = draft.copy_by = draft.copy_at = None
    draft.save(update_fields=["blocks", "edits", "edited_by", "edited_at", *TICKS])


def require_fit(page, blocks, reason):
    """What holds of everything that goes before customers: licences, the law's words, rights to what is shown."""
    _require_rights(page, blocks)
    if not _has_footer(blocks):
        raise Refused(_("A store page needs the licence footer."))
    door.require_reason(door.require_allowed(judge(blocks, page)), reason)


def _require_rights(page, blocks):
    for asset, has_ended in flags.troubles(blocks, page.store):
        if has_ended:
            raise Refused(_("The right to use “%(asset)s” has ended. Choose something else.") % {"asset": asset})
        raise Refused(_("“%(asset)s” may not be used in this store.") % {"asset": asset})


def put_live(page, revision, by, reason):
    """Inside a transaction, with the page locked and the revision found fit."""
    page.revisions.filter(state=PageRevision.State.PUBLISHED).update(state=PageRevision.State.SUPERSEDED)
    revision.state, revision.published_by, revision.published_at = PageRevision.State.PUBLISHED, by, clock.now()
    revision.save(update_fields=["state", "published_by", "published_at"])
    Page.objects.filter(pk=page.pk).update(version=F("version") + 1, has_ended_rights=False)
    page.refresh_from_db(fields=["version"])
    freshness.touch([page.store_id])
    door.keep(place_of(page), page, by=by)
    tell(PagePublished(page.store_id, page.slug, revision.number), about=page.store, by=by, reason=reason)
