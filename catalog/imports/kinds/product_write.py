"""Writes rows that were tried: as many statements for a thousand products as for one. The caller holds the transaction."""

from dataclasses import dataclass, field

from django.db import IntegrityError

from catalog.bundles import stock
from catalog.events import ProductCreated, ProductEdited
from catalog.gate import certificates, ticks
from catalog.imports.kinds import product_origin
from catalog.imports.kinds.product_columns import PAGE
from catalog.imports.kinds.product_gate import KEPT
from catalog.models import CatalogImport, ImportRow, Listing, Product, ProductRevision, Sku
from catalog.services import cards, products
from microstore.compliance import reference
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish_all
from microstore.core.locking import locked
from microstore.core.numbers import next_gapless
from microstore.core.sentences import gettext as _

State = ProductRevision.State
TICKS = ("data_by", "data_at", "copy_by", "copy_at")
BATCH = 250


@dataclass
class Written:
    """What a batch touches, to be saved together."""

    by: object
    number: str
    told: list = field(default_factory=list)
    moved: set = field(default_factory=set)
    pages: list = field(default_factory=list)
    skus: list = field(default_factory=list)
    packs: list = field(default_factory=list)
    cards: set = field(default_factory=set)
    places: dict = field(default_factory=dict)
    selected: list = field(default_factory=list)


def write(rows: list[ImportRow], batch: CatalogImport, made: dict[str, int]) -> None:
    """``made`` remembers the products that earlier batches of this import made, by their key."""
    done = Written(batch.by, batch.number)
    _create([row for row in rows if "key" in row.facts], made, done)
    there = _locked({_id_of(row, made) for row in rows if "key" not in row.facts})
    for row in rows:
        if "key" not in row.facts:
            product = there[_id_of(row, made)]
            _change(row, product, done)
    try:
        _save(done)
    except IntegrityError as error:
        raise Refused(_("A number or barcode of the list has been taken since it was tried. Try the list again.")) from error
    _tell(done)


def _id_of(row: ImportRow, made: dict[str, int]) -> int:
    return row.product_id or made[row.facts["of"]]


# ── new products ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _create(rows: list[ImportRow], made: dict[str, int], done: Written) -> None:
    if not rows:
        return
    proposals = product_origin.of_rows(rows)
    last = next_gapless("product", 0, len(rows))
    codes = [f"P{number:05d}" for number in range(last - len(rows) + 1, last + 1)]
    goods = Product.objects.bulk_create(_product(row, code, done) for row, code in zip(rows, codes, strict=True))
    for row, product in zip(rows, goods, strict=True):
        made[row.facts["key"]] = product.pk
        draft = ProductRevision(product=product, number=1, created_by=done.by, created_at=clock.now(), **_unpacked(row.facts["page"]))
        _judged(draft, product, row)
        done.pages.append(draft)
        done.skus.append(_sku(row, product, 1))
        done.places[product.pk] = 1
        done.told.append((ProductCreated(product.code), Product, product.pk))
        if row.number in proposals:
            done.selected.append((proposals[row.number], product))


def _product(row: ImportRow, code: str, done: Written) -> Product:
    shelf = row.facts["shelf"]
    ids = {f"{name}_id": shelf.get(name) for name in ("category", "brand", "supplier", "owner")}
    name = row.facts["page"]["certificate_name"]
    given = {**ids, "owner_id": ids["owner_id"] or done.by.pk, "product_class": shelf["product_class"]}
    return Product(code=code, name=name, slug=products.slug_of(name, code), created_at=clock.now(), **given)


def _sku(row: ImportRow, product: Product, position: int) -> Sku:
    facts = dict(row.facts["new_sku"])
    code = facts.pop("code", "") or f"{product.code}-{position}"
    return Sku(product=product, position=position, code=code, **facts)


# ── known products ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _locked(ids) -> dict[int, Product]:
    found = {product.pk: product for product in locked(Product.objects.filter(pk__in=ids))}
    for product in found.values():
        product.packs = {}
    for revision in ProductRevision.objects.filter(product__in=found).order_by("product_id", "-number").distinct("product_id"):
        found[revision.product_id].newest = revision
    for sku in Sku.objects.filter(product__in=found):
        found[sku.product_id].packs[sku.pk] = sku
    return found


def _change(row: ImportRow, product: Product, done: Written) -> None:
    if page := row.facts.get("page"):
        _change_page(row, product, _unpacked(page), done)
    if place := row.facts.get("place"):
        for name, value in place.items():
            setattr(product, f"{name}_id", value)
        done.moved.add(product)
        done.cards.add(product.pk)
        done.told.append((ProductEdited(product.code, 0, list(place)), Product, product.pk))
    if sku := row.facts.get("sku"):
        pack = product.packs[row.sku_id]
        for name, value in sku.items():
            setattr(pack, name, value)
        done.packs.append(pack)
        done.cards.add(product.pk)
    if "new_sku" in row.facts:
        done.places[product.pk] = place = done.places.get(product.pk, len(product.packs)) + 1
        done.skus.append(_sku(row, product, place))
        done.cards.add(product.pk)


def _change_page(row: ImportRow, product: Product, page: dict, done: Written) -> None:
    newest = product.newest
    if newest.pk != row.facts["base"] or newest.state in (State.IN_REVIEW, State.SCHEDULED):
        raise Refused(_("Row %(row)d: %(product)s has changed since the list was tried. Try it again.") % {
            "row": row.number, "product": product})
    draft = newest if newest.state == State.DRAFT else _next(newest, done.by)
    for name, value in page.items():
        setattr(draft, name, value)
    ticks.take_back(draft, list(page))
    _judged(draft, product, row)
    done.pages.append(draft)
    done.told.append((ProductEdited(product.code, draft.number, list(page)), Product, product.pk))
    if product.live_revision_id is None:
        product.name = draft.certificate_name
        done.moved.add(product)


def _next(newest: ProductRevision, by) -> ProductRevision:
    """The draft after the page that is live, as ``products.draft_of`` makes it."""
    facts = {name: getattr(newest, name) for name in products.FACTS}
    return ProductRevision(product_id=newest.product_id, number=newest.number + 1, created_by=by, created_at=clock.now(), **facts)


def _judged(draft: ProductRevision, product: Product, row: ImportRow) -> None:
    """The scan of the trial counts while the rules are the same; otherwise the draft is read anew."""
    judged = row.facts.get("judged") or {}
    if judged.get("rules_version") == reference.version():
        for name in KEPT:
            setattr(draft, name, judged[name])
    else:
        certificates.judged(draft, product)


def _unpacked(page: dict) -> dict:
    """Days were kept as text."""
    field_ = ProductRevision._meta.get_field("certificate_until")
    return page | ({"certificate_until": field_.to_python(page["certificate_until"])} if page.get("certificate_until") else {})


# ── together ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _save(done: Written) -> None:
    written = [draft for draft in done.pages if draft.pk is not None]
    ProductRevision.objects.bulk_create((draft for draft in done.pages if draft.pk is None), batch_size=BATCH)
    ProductRevision.objects.bulk_update(written, [*PAGE, "attributes", *TICKS, *KEPT], batch_size=BATCH)
    Sku.objects.bulk_create(done.skus, batch_size=BATCH)
    fields = ["barcode", "spec", "weight_grams", "shelf_life_months", "units_of_use", "intake_per_day", "cost_fen", "is_active"]
    Sku.objects.bulk_update(done.packs, fields, batch_size=BATCH)
    stock.keep_up(sku.pk for sku in done.packs)
    Product.objects.bulk_update(done.moved, ["name", "category", "brand", "supplier", "owner"], batch_size=BATCH)
    product_origin.record(done.selected, by=done.by)


def _tell(done: Written) -> None:
    if done.cards:
        cards.rewrite(Listing.objects.filter(product__in=done.cards))
    publish_all([*done.told, *product_origin.told(done.selected)], by=done.by, reason=done.number)
