"""The daily look at what stands on the shelf (duty L1): title, pictures, text, words, price, stock, licence, addresses."""
import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.db import transaction

from catalog import completeness, judging, norms
from catalog.events import ListingCheckSettled
from catalog.models import ListingCheck, PriceAlarm, Product
from catalog.shelf import norms as shelf_norms
from catalog.suppliers.services import fitness
from microstore.compliance import goods
from microstore.core import clock, files
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

BATCH = 100
V = ListingCheck.Verdict
ASKED_DAILY = {"words", "licence", "price"}
CORE = ("dosage_form", "function_claim", "ingredients", "suitable_population")


def check_shelves(day: date | None = None) -> dict[str, int]:
    """Look at every listed product of every owner. Run again on the same day it renews what it saw."""
    seen = {"checked": 0, "faulty": 0}
    listed = Product.objects.filter(state=Product.State.LISTED).order_by("pk")
    last = 0
    while batch := list(with_all(listed.filter(pk__gt=last))[:BATCH]):
        rows = [look(product, day or clock.today()) for product in batch]
        settle_as_before(rows)
        keep(rows)
        seen["checked"] += len(rows)
        seen["faulty"] += sum(row.verdict == V.ISSUE for row in rows)
        last = batch[-1].pk
    return seen


def with_all(products):
    return products.select_related("live_revision", "supplier").prefetch_related("skus__price_alarms", "listings", "supplier__licences")


def look(product, day: date) -> ListingCheck:
    """Unsaved."""
    faults = [{"code": code, "text": str(text)} for code, text in faults_of(product)]
    return ListingCheck(
        day=day, product=product, owner_id=product.owner_id, verdict=V.ISSUE if faults else V.PASS, faults=faults, checked_at=clock.now())


def keep(rows: list[ListingCheck]) -> None:
    """One row per product and day; what a person settled stays settled."""
    ListingCheck.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "product"], update_fields=["verdict", "faults", "checked_at", "owner"])


def settle_as_before(rows: list[ListingCheck]) -> None:
    """Unsaved rows that found exactly what their owner settled within the days of the norm stay settled, with that word and moment.
    A wording, a licence or a price is asked about anew every day."""
    since = clock.now() - timedelta(days=shelf_norms.SETTLED_DAYS.value)
    found = [row for row in rows if row.faults and not any(fault["code"] in ASKED_DAILY for fault in row.faults)]
    settled = ListingCheck.objects.filter(product__in=[row.product_id for row in found], settled_at__gte=since)
    before = {check.product_id: check for check in settled.order_by("product_id", "-day").distinct("product_id")}
    for row in found:
        check = before.get(row.product_id)
        if check and check.faults == row.faults:
            row.settled_at, row.settled_by_id, row.note = check.settled_at, check.settled_by_id, check.note


def look_again(check: ListingCheck) -> ListingCheck:
    """After mending: the product as it stands now."""
    keep([look(with_all(Product.objects.filter(pk=check.product_id)).get(), check.day)])
    check.refresh_from_db()
    return check


@transaction.atomic
def settle(check: ListingCheck, *, by, note: str) -> None:
    """The responsible person says why it stays as it is. Refuses without a word, and when nothing is open."""
    check = locked(ListingCheck.objects.filter(pk=check.pk)).get()
    if not check.is_open:
        raise Refused(_("Nothing is open here."))
    if not note.strip():
        raise Refused(_("Please write why it stays as it is."))
    check.settled_at, check.settled_by, check.note = clock.now(), by, note.strip()[:300]
    check.save(update_fields=["settled_at", "settled_by", "note"])
    publish(ListingCheckSettled(check.product.code, check.day.isoformat()), about=check, by=by, reason=check.note)


def faults_of(product):
    """(code, sentence) for each thing to be looked at."""
    revision = product.live_revision
    yield from _title(revision)
    yield from _pictures(revision)
    yield from (("text", _("Empty: %(name)s") % {"name": completeness.label_of(name)}) for name in completeness.missing(revision, product))
    yield from (("text", fault) for fault in completeness.faults(revision, product))
    yield from _words(revision, product)
    yield from _licence(revision, product)
    yield from _price_and_stock(product)
    yield from _keywords(revision, product)
    yield from _competitor(product)
    yield from _registry(revision)


def _keywords(revision, product):
    """Core words by class: what the class states of itself should be found in what customers read first."""
    text = f"{revision.title} {revision.subtitle} {revision.description}".casefold()
    words = [word for name in CORE if name in goods.of(product.product_class).fields and (word := core_word(str(getattr(revision, name))))]
    missing = [word for word in words if word.casefold() not in text]
    if words and 100 * (len(words) - len(missing)) < shelf_norms.KEYWORDS.value * len(words):
        yield "keywords", _("Title and text lack: %(words)s.") % {"words": "、".join(missing)}


def core_word(text: str) -> str:
    """The first word of a list: of the ingredients, the one that counts most."""
    return re.split(r"[，、；;,。（(\s]", text.strip())[0]


def _competitor(product):
    if any(alarm.state == PriceAlarm.State.OPEN for sku in product.skus.all() for alarm in sku.price_alarms.all()):
        yield "competitor", _("A competitor asks clearly less: answer the alarm.")


def _registry(revision):
    """The address of the public entry, as far as it can be judged without asking it."""
    if revision.registry_url and not urlsplit(revision.registry_url).hostname:
        yield "links", _("The address of the registry entry leads nowhere.")


def _title(revision):
    length = len(revision.title)
    if not norms.TITLE_SHORTEST.value <= length <= norms.TITLE_LONGEST.value:
        yield "title", _("The title has %(length)d characters.") % {"length": length}


def _pictures(revision):
    if len(revision.pictures) < norms.PICTURES.value:
        yield "pictures", _("%(count)d of %(wanted)d pictures.") % {"count": len(revision.pictures), "wanted": norms.PICTURES.value}
    broken = [picture for picture in revision.pictures if not _is_there(picture)]
    if broken:
        yield "links", _("%(count)d pictures are not found.") % {"count": len(broken)}


def _is_there(picture: str) -> bool:
    source = files.referred(picture)
    if isinstance(source, str):
        return source.startswith(("http://", "https://")) or finders.find(source) is not None
    return default_storage.exists(source.path)


def _words(revision, product):
    level = judging.read(revision, product).level
    if level == "block":
        yield "words", _("The rules of today forbid a wording.")
    elif level == "review":
        yield "words", _("A wording should be looked at.")


def _licence(revision, product):
    soon = clock.today() + timedelta(days=norms.LICENCE_WARNING.value)
    if revision.certificate_until and clock.today() <= revision.certificate_until <= soon:
        yield "licence", _("The certificate ends on %(day)s.") % {"day": revision.certificate_until}
    until = fitness.until(product.supplier, product.product_class)
    if until and until <= soon:
        yield "licence", _("The supplier's licence ends on %(day)s.") % {"day": until}
    if unfit := fitness.fault(product.supplier, product.product_class):
        yield "licence", unfit


def _price_and_stock(product):
    if product.product_class in goods.NOT_SOLD:
        return
    skus = {sku.pk: sku for sku in product.skus.all() if sku.is_active}
    shelves = [row for row in product.listings.all() if row.is_on]
    if not shelves:
        yield "links", _("Listed, but on no shelf.")
    if any(row.price_fen is None for row in shelves):
        yield "price", _("A shelf shows no price.")
    costs = {pk: sku.cost_fen for pk, sku in skus.items() if sku.cost_fen}
    if any(row.price_fen and row.price_fen < costs.get(row.sku_id, 0) for row in shelves):
        yield "price", _("Sold below cost.")
    if skus and not any(sku.in_stock for sku in skus.values()):
        yield "stock", _("Sold out and still on the shelf.")
