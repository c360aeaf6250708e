"""What waits at the gate of the demo: goods of other classes, a moment to come, a page that changed, a page unlike its certificate."""
import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import transaction

from catalog.demo import fen
from catalog.gate import categories, certificates, ticks
from catalog.gate.origin import Unselected
from catalog.models import Category, Product, Sku, Supplier, SupplierLicence
from catalog.pictures import paths
from catalog.services import authorisations, prices, products, ranges
from catalog.suppliers.services import licences, qualifying
from microstore.accounts.models import User
from microstore.compliance.goods import DRUGS_SOLD
from microstore.core import approvals, clock
from microstore.stores.models import Licence, Store

FILE = Path(__file__).parent.parent / "data" / "demo_classes.json"
REPACKED, LATER, UNLIKE = ("HP0021", "HP0022", "HP0023")
SKETCHES = paths("HP0001")[:3]


@cache
def told() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


def to_draw() -> list[dict]:
    """What has pictures of its own, as the pictures of the catalogue are drawn."""
    given = ("certificate_name", "approval_number", "dosage_form", "dosage", "storage")
    blank = dict.fromkeys(("category", "function_claim", "ingredients", "suitable_population", "unsuitable_population"), "")
    return [
        blank | {name: row["facts"].get(name, "") for name in given} | {
            "code": row["sketch"], "brand": row["brand"], "name": row["facts"]["certificate_name"]}
        for row in told()["products"] if "sketch" in row]


def _pictures_of(row) -> list[str]:
    """Pack, batch and size: the label as text is drawn for health food alone."""
    if row["class"] == "drug_rx":
        return []
    return [path for path in paths(row["sketch"]) if "-label" not in path] if "sketch" in row else SKETCHES


class People:
    """Those who write, stand for and decide."""

    def __init__(self):
        names = ("product", "listing", "marketing", "director")
        self.manager, self.listing, self.marketer, self.director = (User.objects.get(username=name) for name in names)

    def confirm(self, product) -> None:
        ticks.confirm(product, ticks.DATA, by=self.manager)
        ticks.confirm(product, ticks.COPY, by=self.marketer)

    def publish(self, product, reason: str, publish_at=None) -> None:
        self.confirm(product)
        asked = products.submit(product, reason=reason, by=self.listing, publish_at=publish_at)
        approvals.decide(asked, yes=True, reason=reason, by=self.director)

    def bring_to_shelf(self, product, price: str, words: dict) -> Sku:
        """Publish, price in yuan, and list in the first store, for the reasons of ``words``; gives its one pack size."""
        self.publish(product, words["reason"])
        sku = product.skus.get()
        prices.set_price(sku, amount_fen=fen(price), reason=words["price_reason"], by=self.manager)
        products.list_in_store(Product.objects.get(pk=product.pk), [Store.objects.get(is_default=True)], by=self.listing)
        return sku


@transaction.atomic
def load(now: datetime) -> int:
    """Yesterday's work at the gate. Harmless a second time; how many products of other classes were made."""
    if Category.objects.filter(slug=told()["shelves"][0]["slug"]).exists():
        return 0
    people, words = People(), told()["words"]
    with clock.at(now - timedelta(hours=20)):
        made = [_bring(row, people) for row in told()["products"]]
        _tell_of_medicines(made, people)
        _change_pages(people, words, now)
        categories.ask(
            {"name": words["category"], "slug": words["category_slug"], "parent": Category.objects.get(slug="health-food").pk,
             "position": 16, "zone": ""}, by=people.manager, reason=words["category_reason"])
    return len(made)


def _bring(row, people) -> Product:
    shelf = {"product_class": row["class"], "category": _shelf(row["shelf"]), "supplier": _supplier(), "owner": people.listing}
    facts = row["facts"] | {"attributes": row["attributes"], "pictures": _pictures_of(row)}
    pack = {"spec": row["spec"], "units_of_use": row.get("pieces"), "intake_per_day": row.get("intake")}
    sold_before = Unselected(told()["words"]["unselected"], by=people.director)
    product = products.create(facts=facts, shelf=shelf, origin=sold_before, sku=pack, by=people.listing)
    if row["until"] == "draft":
        return product
    official = ("approval_number", "certificate_name", "dosage", "maker_name")
    stated = {name: value for name, value in row["facts"].items() if name in official}
    certificates.record(product, facts=stated | {"attributes": row["attributes"]}, by=people.manager, source="paper")
    if row["until"] == "ready":
        people.publish(product, told()["words"]["reason"])
    else:
        ticks.confirm(product, ticks.DATA, by=people.manager)
        products.submit(product, reason=told()["words"]["reason"], by=people.listing)
    return product


def _tell_of_medicines(made, people) -> None:
    """Once their supplier may deal in drugs, prescription drugs stand in the first store as information; what is sold over the counter
    stands in the stores that are licensed for it (rule RX-01)."""
    row, reason = told()["supplier"], told()["words"]["reason"]
    licence = SupplierLicence(
        supplier=_supplier(), kind=SupplierLicence.Kind.DRUG_BIZ, number=row["drug_licence"], scope=row["scope"],
        valid_until=clock.today() + timedelta(days=900))
    licences.verify(licences.keep(licence, by=people.listing), reason=reason, by=people.director)
    approvals.decide(qualifying.ask(_supplier(), reason=reason, by=people.manager), yes=True, reason=reason, by=people.director)
    for product in made:
        product.refresh_from_db()
        if product.product_class == "drug_rx":
            products.list_in_store(product, Store.objects.filter(is_default=True), by=people.listing)
        elif product.product_class in DRUGS_SOLD:
            _sell(product, people)


def _sell(product, people) -> None:
    """At the price of the table, in the stores whose drug licence covers it; their range is made to hold its shelf."""
    words, price_fen = told()["words"], next(row["price_fen"] for row in told()["products"] if row["class"] == product.product_class)
    licensed = Licence.objects.covering(product.product_class).values("store")
    stores = list(Store.objects.open().filter(pk__in=licensed))
    for store in stores:
        if strange := ranges.outside(product, [store]):
            held = Category.objects.filter(pk__in=store.range.values("category"))
            authorisations.change_range(strange[0], [*held, product.category], by=people.director, reason=words["range"])
    prices.set_price(product.skus.get(), amount_fen=price_fen, reason=words["reason"], by=people.manager)
    if stores:
        products.list_in_store(product, stores, by=people.listing)


def _change_pages(people, words, now) -> None:
    """One page that changed yesterday and can be taken back, one that changes tomorrow at nine, one whose draft does not fit."""
    repacked, later, unlike = (Sku.objects.select_related("product").get(code=code) for code in (REPACKED, LATER, UNLIKE))
    for sku, moment in ((repacked, None), (later, now + timedelta(days=1))):
        products.edit(sku.product, facts={"subtitle": words["subtitle"].format(spec=sku.spec)}, by=people.listing)
        people.publish(sku.product, words["later"] if moment else words["repack"], moment)
    products.edit(unlike.product, facts={"unsuitable_population": words["difference"]}, by=people.listing)


def _shelf(slug: str) -> Category:
    row = next(one for one in told()["shelves"] if one["slug"] == slug)
    return Category.objects.get_or_create(slug=slug, defaults={name: row[name] for name in ("name", "name_en", "zone", "position")})[0]


def _supplier() -> Supplier:
    row = told()["supplier"]
    return Supplier.objects.get_or_create(code=row["code"], defaults={"name": row["name"]})[0]
