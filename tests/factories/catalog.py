"""Products on every part of their way, made through the services."""
import itertools

from catalog.gate import ticks
from catalog.gate.origin import Unselected
from catalog.models import Brand, Category, Certificate, Product
from catalog.services import prices, products
from microstore.accounts.models import User
from microstore.compliance.classes import ProductClass
from microstore.core import approvals
from microstore.stores.models import Store
from tests.factories.suppliers import make_supplier

counter = itertools.count(1)

COMPLETE = {
    "certificate_name": "康养牌葡萄籽软胶囊", "title": "康养牌葡萄籽软胶囊",
    "approval_number": "国食健注G20190188", "certificate_basis": "certificate",
    "function_claim": "有助于抗氧化", "function_ids": ["HF02"], "dosage_form": "软胶囊", "ingredients": "葡萄籽提取物",
    "marker_content": "每100g含：原花青素30g", "suitable_population": "中老年人", "unsuitable_population": "少年儿童、孕妇、乳母",
    "dosage": "每日2次，每次2粒，口服", "shelf_life": "24个月", "storage": "密封，置阴凉干燥处", "cautions": "本品不能代替药物",
    "maker_name": "康养生物有限公司", "maker_address": "北京市海淀区科学院南路1号", "maker_licence": "SC12711010800012",
    "standard_code": "Q/KYS0001S-2024", "description": "软胶囊，100粒装。",
    "pictures": ["products/HP0001.svg", "products/HP0001-label.svg", "products/HP0001-batch.svg"],
}


def make_person(**fields) -> User:
    """A colleague with every right; who may do what is tested with the posts."""
    number = next(counter)
    return User.objects.create(username=f"person{number}", name=f"同事{number}", is_staff=True, is_superuser=True, **fields)


def make_shelf(**fields) -> dict:
    category, _ = Category.objects.get_or_create(slug="antioxidant", defaults={"name": "抗氧化"})
    brand, _ = Brand.objects.get_or_create(slug="kangyang", defaults={"name": "康养"})
    supplier = make_supplier("S9", "康养供应链")
    return {"product_class": ProductClass.HEALTH_FOOD, "category": category, "brand": brand, "supplier": supplier} | fields


def make_draft(by=None, shelf=None, **facts) -> Product:
    """A complete product in preparation with one pack size, and with a certificate that says what the page says. It was sold before there
    was a selection."""
    sold_before = Unselected("既有商品", by=make_person())
    product = products.create(facts=COMPLETE | facts, shelf=shelf or make_shelf(), origin=sold_before, sku={"spec": "0.5g/粒×100粒"}, by=by)
    make_certificate(product)
    return product


def make_certificate(product, **facts) -> Certificate:
    """What somebody read, equal to the newest page but for ``facts``. Written as a row, so that the timeline of tests stays short."""
    page = product.newest_revision
    stated = {name: getattr(page, name) for name in Certificate.FACTS} | {"attributes": page.attributes}
    product.certificates.update(is_current=False)
    return Certificate.objects.create(product=product, verified_by=make_person(), **stated | facts)


def confirm(product) -> None:
    """Both ticks, by two people."""
    for part in (ticks.DATA, ticks.COPY):
        ticks.confirm(product, part, by=make_person())


def make_ready(price_fen=15100, **facts) -> Product:
    """An approved product with a base price."""
    lin, zhao = make_person(), make_person()
    product = make_draft(by=lin, **facts)
    confirm(product)
    approvals.decide(products.submit(product, reason="资料齐全", by=lin), yes=True, reason="核对无误", by=zhao)
    prices.set_price(product.skus.get(), amount_fen=price_fen, reason="首次定价", by=lin)
    product.refresh_from_db()
    return product


def make_shop(code="main", **fields) -> Store:
    given = {"name": code, "entity": "康养堂健康有限公司", "phone": "400-000-0000", "state": Store.State.OPEN, "is_default": code == "main"}
    return Store.objects.get_or_create(code=code, defaults=given | fields)[0]


def make_listed(*stores, **facts) -> Product:
    product = make_ready(**facts)
    products.list_in_store(product, stores or [make_shop()])
    return product


OTC = {
    "certificate_name": "布洛芬缓释胶囊", "title": "布洛芬缓释胶囊", "approval_number": "国药准字H20013062",
    "function_claim": "", "function_ids": [],
    "dosage_form": "胶囊剂", "unsuitable_population": "", "suitable_population": "", "standard_code": "", "maker_licence": "",
    "dosage": "口服，成人一次1粒，一日2次", "cautions": "请仔细阅读说明书", "description": "胶囊剂，20粒装。",
    "attributes": {
        "generic_name": "布洛芬缓释胶囊", "holder": "示例药业有限公司", "control": "none", "indications": "用于缓解轻至中度疼痛",
        "contraindications": "对本品过敏者禁用", "adverse_reactions": "少数病人可出现恶心"}}
DEVICE = {
    "certificate_name": "医用外科口罩", "title": "医用外科口罩", "approval_number": "粤械注准20232140001",
    "function_claim": "", "function_ids": [],
    "description": "一次性使用，10只装。", "cautions": "包装破损禁止使用",
    "attributes": {"holder": "示例器械有限公司", "model": "平面耳挂式 17.5×9.5cm", "scope": "用于覆盖使用者的口、鼻及下颌"}}


def make_shelf_of(zone: str) -> dict:
    """A place on a shelf that holds one kind of goods."""
    category, _ = Category.objects.get_or_create(slug=f"zone-{zone}", defaults={"name": zone, "zone": zone})
    return make_shelf(category=category)


def make_of_class(product_class: str, zone: str, by=None, **facts) -> Product:
    return make_draft(by=by, shelf=make_shelf_of(zone) | {"product_class": product_class}, **facts)


def make_approved(product) -> Product:
    """Confirmed, submitted and approved by four people."""
    confirm(product)
    approvals.decide(products.submit(product, reason="资料齐全", by=make_person()), yes=True, reason="核对无误", by=make_person())
    product.refresh_from_db()
    return product
