"""Customers, stocked shelves, filled carts and orders in every stage, made through the services."""

import itertools
from datetime import timedelta

from django.utils import timezone

from catalog.models import Category, Listing, Price, Product, ProductRevision, Sku
from inventory.models import Batch, BatchState, Bin, Stock, Warehouse, Zone, ZoneKind
from microstore.accounts.models import Address, Customer, User
from microstore.compliance.goods import DRUGS_SOLD
from microstore.core import clock
from microstore.stores.models import Licence, Store
from orders.models import Payment
from orders.services import carts, checkout, orders, payments
from orders.services.checkout import Receiver, Submission
from tests.factories.stores import make_drug_licence, make_licence
from tests.factories.suppliers import make_supplier

counter = itertools.count(1)
BEIJING = Receiver("林晓", "+8613800138000", "北京市", "北京市", "海淀区", "110108", "科学院南路6号2号楼502")
URUMQI = Receiver("林晓", "+8613800138000", "新疆维吾尔自治区", "乌鲁木齐市", "天山区", "650102", "人民路12号301")


def make_store(code="main", **fields) -> Store:
    values = {
        "name": "康养堂官方店",
        "entity": "康养堂健康有限公司",
        "phone": "400-000-0000",
        "state": Store.State.OPEN,
        "is_default": code == "main",
    }
    store, _ = Store.objects.get_or_create(code=code, defaults={**values, **fields})
    return store


def make_customer(phone=None) -> Customer:
    phone = phone or f"+86139{next(counter):08d}"
    user = User.objects.create(username=f"c{phone[-8:]}{next(counter)}", phone=phone)
    return Customer.objects.create(user=user, phone=phone)


def make_address(customer, **fields) -> Address:
    values = {
        "name": "林晓",
        "phone": customer.phone,
        "province": "北京市",
        "city": "北京市",
        "district": "海淀区",
        "region_code": "110108",
        "detail": "科学院南路6号2号楼502",
    }
    return Address.objects.create(customer=customer, **{**values, **fields})


def make_staff(*permissions, sees_all=True, **fields) -> User:
    """A colleague with exactly these permissions (``app.codename``)."""
    from django.contrib.auth.models import Permission

    from microstore.accounts.models import Staff

    number = next(counter)
    user = User.objects.create(username=fields.pop("username", f"staff{number}"), name="陈洁", is_staff=True, **fields)
    Staff.objects.create(user=user, number=f"S{number:05d}", post="service", department="service", sees_all_stores=sees_all)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def make_sku(store, *, price_fen=10000, units=10, unsuitable="孕妇、乳母", **product_fields) -> Sku:
    """A listed product with one SKU, priced, with ``units`` of one released batch on the shelf; a store of medicines has their licence."""
    if product_fields.get("product_class") in DRUGS_SOLD and not store.licences.filter(kind="drug").exists():
        make_drug_licence(store)
        Store.objects.filter(pk=store.pk).update(sells_until=None)  # as its other papers, which nobody asked for
        store.refresh_from_db()
    if kind := Licence.Kind.of_device(product_fields.get("product_class", "")):
        make_licence(store, kind, number={"device_2": "粤深械经营备20180001号", "device_3": "粤深械经营许20220101号"}[kind])
        Store.objects.filter(pk=store.pk).update(sells_until=None)
        store.refresh_from_db()
    number = next(counter)
    now = timezone.now()
    category, _ = Category.objects.get_or_create(slug="all", defaults={"name": "全部"})
    supplier = make_supplier("S1", "供货商")
    values = {"name": f"鱼油软胶囊{number}", "category": category, "supplier": supplier, "created_at": now}
    product = Product.objects.create(code=f"P{number:05d}", slug=f"p{number}", **{**values, **product_fields})
    revision = ProductRevision.objects.create(
        product=product, number=1, state="live", title=product.name, certificate_name=product.name, approval_number="国食健注G20110001",
        unsuitable_population=unsuitable, created_at=now, live_at=now,
    )  # fmt: skip
    Product.objects.filter(pk=product.pk).update(live_revision=revision, state="listed")
    product.refresh_from_db()
    sku = Sku.objects.create(product=product, code=f"HP{number:05d}", spec="0.5g×100粒", in_stock=units > 0)
    listing = {"is_on": True, "listed_at": now, "title": product.name, "slug": product.slug, "price_fen": price_fen, "sku": sku}
    Listing.objects.create(store=store, product=product, category=category, **listing)
    Price.objects.create(sku=sku, amount_fen=price_fen, valid_from=now - timedelta(days=400), set_at=now)
    if units:
        make_stock(sku, units)
    return sku


def make_stock(sku, units, *, days=600, number="") -> Stock:
    warehouse, _ = Warehouse.objects.get_or_create(code="FS", defaults={"name": "佛山仓", "region": "广东省"})
    zone, _ = Zone.objects.get_or_create(warehouse=warehouse, name="A", defaults={"kind": ZoneKind.AVAILABLE})
    bin_, _ = Bin.objects.get_or_create(zone=zone, code="A-01-01")
    until = clock.today() + timedelta(days=days)
    batch = Batch.objects.create(
        sku=sku,
        number=number or f"L{next(counter):06d}",
        made_on=clock.today() - timedelta(days=30),
        expires_on=until,
        state=BatchState.AVAILABLE,
    )
    return Stock.objects.create(
        sku=sku, batch=batch, bin=bin_, warehouse=warehouse, on_hand=units, expires_on=until, sell_until=until - timedelta(days=90)
    )


def make_cart(store, wants: dict, *, customer=None, session_key=""):
    """``wants`` maps SKU to units."""
    cart = carts.open_cart(store, customer=customer, session_key=session_key)
    for sku, units in wants.items():
        carts.add(cart, sku.pk, units)
    return cart


def make_submission(total_fen, *, token=None, receiver=BEIJING, note="", consents=("suitable_population",)) -> Submission:
    return Submission(token or f"token-{next(counter)}", receiver, total_fen, consents, note)


def place_order(store=None, *, customer=None, wants=None, receiver=BEIJING, note="", token=None):
    """An unpaid order; by default one piece at ¥100.00, freight free."""
    store = store or make_store()
    customer = customer or make_customer()
    wants = wants or {make_sku(store): 1}
    cart = make_cart(store, wants, customer=customer)
    from orders.services import baskets

    total = baskets.look(cart, store, region_code=receiver.region_code).quote.total_fen
    return checkout.place(cart, customer=customer, submission=make_submission(total, token=token, receiver=receiver, note=note))


def make_payment(order, **fields) -> Payment:
    """An attempt the customer sees, as the gateway would have left it."""
    from microstore.core.numbers import next_number

    values = {"gateway": "wechatpay", "method": "native", "amount_fen": order.total_fen, "state": "pending", "expires_at": order.pay_by}
    return Payment.objects.create(order=order, number=next_number("PM"), **{"next_query_at": clock.now(), **values, **fields})


def pay_order(order, *, provider_ref=None) -> Payment:
    payment = make_payment(order)
    payments.confirm(payment.number, amount_fen=payment.amount_fen, provider_ref=provider_ref or f"42{next(counter):010d}")
    order.refresh_from_db()
    payment.refresh_from_db()
    return payment


def approved_order(**fields):
    """Paid and approved by hand, without delivering news."""
    order = place_order(**fields)
    pay_order(order)
    orders.approve(order, by=make_staff())
    return order


def packed_order(**fields):
    order = approved_order(**fields)
    orders.mark_picking(order)
    orders.mark_packed(order)
    return order
