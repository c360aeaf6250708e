"""An e-book and an article of the demo, made by the people whose duty each step is."""
import io
import json
import zipfile
from datetime import datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from catalog.gate.demo import People
from catalog.gate.origin import Unselected
from catalog.models import Category, Sku, Supplier, SupplierLicence
from catalog.readings import content
from catalog.services import products
from catalog.suppliers.services import licences, qualifying
from microstore.compliance.classes import ProductClass, Zone
from microstore.core import approvals, clock

FILE = Path(__file__).parent.parent / "data" / "demo_readings.json"
SINCE = timedelta(days=5)
PICTURES = ("", "-contents", "-page")
CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{title}</dc:identifier><dc:title>{title}</dc:title>'
    '<dc:language>zh-CN</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest>'
    '<item id="text" href="text.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
    '<spine><itemref idref="text"/></spine></package>')
TEXT = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="zh-CN"><head><title>{title}</title>'
    '</head><body><h1>{title}</h1><nav epub:type="toc"><ol>{toc}</ol></nav>{chapters}</body></html>')


@cache
def told() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


@transaction.atomic
def load(now: datetime) -> list[Sku]:
    """Last week's work. Harmless a second time; gives what is read."""
    with clock.at(now - SINCE):
        return [_known(row) or _bring(row, People()) for row in told()["readings"]]


def _known(row) -> Sku | None:
    return Sku.objects.filter(product__name=row["name"]).first()


def _bring(row, people: People) -> Sku:
    facts = {name: row[name] for name in ("subtitle", "description", "attributes")} | {
        "title": row["name"], "certificate_name": row["name"], "pictures": [f"products/{row['pictures']}{kind}.svg" for kind in PICTURES]}
    shelf = {"product_class": ProductClass.VIRTUAL, "category": _shelf(), "supplier": _supplier(people)}
    origin = Unselected(told()["unselected"], by=people.director)
    product = products.create(
        facts=facts, shelf=shelf | {"owner": people.listing}, origin=origin, sku={"spec": row["spec"]}, by=people.listing)
    if "chapters" in row:
        content.put(product, SimpleUploadedFile(f"{row['name']}.epub", epub(row["name"], row["chapters"])), by=people.listing)
    return people.bring_to_shelf(product, row["price"], told())


def _shelf() -> Category:
    row = told()["shelf"]
    return Category.objects.get_or_create(slug=row["slug"], defaults={**row, "zone": Zone.ORDINARY})[0]


def _supplier(people: People) -> Supplier:
    """A publisher, known by its business licence: content needs no licence of the food or drug law."""
    row = told()["supplier"]
    supplier, is_new = Supplier.objects.get_or_create(code=row["code"], defaults={"name": row["name"]})
    if is_new:
        licence = SupplierLicence(
            supplier=supplier, kind=SupplierLicence.Kind.BUSINESS, number=row["licence"], scope=[ProductClass.VIRTUAL],
            valid_until=clock.today() + timedelta(days=900))
        licences.verify(licences.keep(licence, by=people.listing), reason=told()["reason"], by=people.director)
        asked = qualifying.ask(supplier, reason=told()["reason"], by=people.manager)
        approvals.decide(asked, yes=True, reason=told()["reason"], by=people.director)
        supplier.refresh_from_db()
    return supplier


def epub(title: str, chapters: list[list[str]]) -> bytes:
    """A small e-book: one text with its contents. Chapters are a heading and paragraphs."""
    toc = "".join(f'<li><a href="#c{place}">{escape(head)}</a></li>' for place, (head, *_paragraphs) in enumerate(chapters, 1))
    text = "".join(
        f'<h2 id="c{place}">{escape(head)}</h2>{"".join(f"<p>{escape(words)}</p>" for words in paragraphs)}'
        for place, (head, *paragraphs) in enumerate(chapters, 1))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book.opf", PACKAGE.format(title=escape(title)))
        book.writestr("text.xhtml", TEXT.format(title=escape(title), toc=toc, chapters=text))
    return packed.getvalue()
