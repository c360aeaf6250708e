"""The demo catalogue: 201 real health foods from the public registry, with prices and suppliers made up. See docs/data.md."""
import csv
from functools import cache
from pathlib import Path

from django.db import transaction

from catalog import indexing
from catalog.gate import certificates, supply, ticks
from catalog.gate.origin import Unselected
from catalog.models import Brand, Category, Product, Sku
from catalog.pictures import paths
from catalog.services import listing_checks, prices, products
from catalog.suppliers import demo as suppliers_demo
from microstore.compliance.classes import ProductClass
from microstore.core import approvals
from microstore.core.money import YuanFormField
from microstore.stores.models import Store

FOLDER = Path(__file__).parent / "data"
COPIED = [
    "approval_number", "dosage_form", "function_claim", "ingredients", "suitable_population", "unsuitable_population", "dosage", "storage",
    "cautions", "registry_url",
]


@cache
def rows(name: str = "demo_products") -> list[dict]:
    """A table of the demo. Products carry ``code`` (of the SKU), ``cost`` and ``opening_stock`` for those who stock the shelves."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def defaults() -> dict[str, str]:
    return {row["field"]: row["text"] for row in rows("demo_defaults")}


@transaction.atomic
def load_demo(by, *, approver, marketer=None, stores=None, limit=None) -> list[Product]:
    """Create, confirm, submit, approve, price and list the products whose SKU is not there yet, in ``stores`` (all by default).

    ``by`` asks and stands for the data, ``marketer`` for the copy, ``approver`` decides. Everything goes through the services."""
    stores = list(Store.objects.all()) if stores is None else list(stores)
    shelves = Shelves(suppliers_demo.load(rows("demo_suppliers"), by, approver))
    known = set(Sku.objects.values_list("code", flat=True))
    people = (by, marketer or approver, approver)
    made = [_bring(row, shelves, *people) for row in rows()[:limit] if row["code"] not in known]
    for product in made:
        products.list_in_store(product, stores, by=by)
    indexing.index([product.pk for product in made])
    return made


def _bring(row, shelves, by, marketer, approver) -> Product:
    """One product with its certificate, pack size and price, confirmed and approved."""
    sold_before = Unselected(defaults()["unselected"], by=approver)
    product = products.create(facts=facts_of(row), shelf=shelves.of(row, by), origin=sold_before, sku=pack_of(row), by=by)
    certificates.record(product, facts=registered(row), by=by, source="registry", registry_url=row["registry_url"])
    ticks.confirm(product, ticks.DATA, by=by)
    ticks.confirm(product, ticks.COPY, by=marketer)
    approval = products.submit(product, reason=defaults()["reason"], by=by)
    approvals.decide(approval, yes=True, reason=defaults()["reason"], by=approver)
    prices.set_price(product.skus.get(), amount_fen=fen(row["sale_price"]), reason=defaults()["price_reason"], by=by)
    product.refresh_from_db()
    return product


def facts_of(row) -> dict:
    """What the first revision says. Claims are derived from the registry, not compared with the certificate, and say so."""
    facts = {name: row[name] or defaults().get(name, "") for name in COPIED}
    months, spec = row["shelf_life_months"], row["spec"]
    ingredient, people = listing_checks.core_word(facts["ingredients"]), listing_checks.core_word(facts["suitable_population"])
    printed = {name: defaults()[name] for name in ("marker_content", "maker_name", "maker_address", "maker_licence", "standard_code")}
    return facts | printed | {
        "title": row["name"], "certificate_name": row["name"], "certificate_basis": "registry", "subtitle": spec,
        "function_ids": [code for code in row["function_ids"].split("|") if code], "is_claim_verified": False,
        "shelf_life": defaults()["shelf_life"].format(months=months), "pictures": paths(row["code"]),
        "description": defaults()["description"].format(
            name=row["name"], form=row["dosage_form"], spec=spec, dosage=facts["dosage"], ingredient=ingredient, people=people)}


def registered(row) -> dict:
    """What the entry of the public registry says of it: neither the function, which we derived, nor what is assigned."""
    names = ("approval_number", "ingredients", "suitable_population", "unsuitable_population", "dosage")
    return {name: row[name] for name in names} | {"certificate_name": row["name"]}


def pack_of(row) -> dict:
    return supply.of_pack(row["spec"], row["dosage"]) | {
        "code": row["code"], "barcode": row["barcode"], "spec": row["spec"], "weight_grams": int(row["weight_grams"]),
        "shelf_life_months": int(row["shelf_life_months"]), "cost_fen": fen(row["cost"])}


def fen(yuan: str) -> int:
    return YuanFormField().clean(yuan)


class Shelves:
    """Categories, brands and suppliers of the demo, made where missing."""

    def __init__(self, suppliers):
        self.suppliers = suppliers
        self.categories = {}
        for row in rows("demo_categories"):
            self.categories[row["slug"]] = self.categories[row["name"]] = _category(row, self.categories.get(row["parent"]))
        self.brands = {row["name"]: (_brand(row, place), self.suppliers[row["supplier"]]) for place, row in enumerate(rows("demo_brands"))}

    def of(self, row, owner) -> dict:
        brand, supplier = self.brands.get(row["brand"], (None, self.suppliers["S004"]))
        category = self.categories[row["category"]]
        return {"product_class": ProductClass.HEALTH_FOOD, "category": category, "brand": brand, "supplier": supplier, "owner": owner}


def _category(row, parent) -> Category:
    return Category.objects.get_or_create(
        slug=row["slug"], defaults={
            "name": row["name"], "name_en": row["name_en"], "parent": parent, "position": int(row["position"]), "zone": row["zone"]})[0]


def _brand(row, place: int) -> Brand:
    return Brand.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"], "position": place})[0]
