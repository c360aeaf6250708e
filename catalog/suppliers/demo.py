"""Suppliers of the demo: qualified on the day of the founding, and what waits or went wrong today."""
from datetime import date, timedelta

from django.db import transaction

from catalog.models import Supplier, SupplierLicence
from catalog.suppliers.services import licences, qualifying
from microstore.compliance.classes import ProductClass
from microstore.core import approvals, clock

FOOD = [ProductClass.HEALTH_FOOD, ProductClass.ORDINARY_FOOD]
REASON = "证照齐全，已与市场监管部门公示信息核对"


@transaction.atomic
def load(rows: list[dict], by, approver) -> dict[str, Supplier]:
    """``by`` records and asks, ``approver`` verifies and decides. Those who are there already stay as they are."""
    return {row["code"]: _supplier(row, by, approver) for row in rows}


def _supplier(row, by, approver) -> Supplier:
    facts = {name: row[name] for name in ("name", "contact", "phone", "address")}
    supplier, is_new = Supplier.objects.get_or_create(code=row["code"], defaults=facts)
    if is_new:
        _record(supplier, row["licence_number"], date.fromisoformat(row["licence_until"]), by, approver)
        approvals.decide(qualifying.ask(supplier, reason=REASON, by=by), yes=True, reason=REASON, by=approver)
        supplier.refresh_from_db()
    return supplier


def _record(supplier, number: str, until: date, by, approver=None) -> SupplierLicence:
    kind = SupplierLicence.Kind.FOOD_BIZ if number.startswith("JY") else SupplierLicence.Kind.FOOD_PROD
    scope = [str(one) for one in FOOD]
    licence = licences.keep(SupplierLicence(supplier=supplier, kind=kind, number=number, scope=scope, valid_until=until), by=by)
    if approver:
        licences.verify(licence, reason=REASON, by=approver)
    return licence


@transaction.atomic
def load_today(by, approver) -> None:
    """A candidate whose licence nobody verified, one that waits for the decision of quality, one whose licence ends, one suspended."""
    if Supplier.objects.filter(code="S005").exists():
        return
    fresh = _new("S005", "示例·胶东海洋生物科技有限公司", "示例联系人戊", "0535-00000005", "山东省烟台市芝罘区示例路5号")
    _record(fresh, "SC12737060200051", clock.today() + timedelta(days=900), by)
    waiting = _new("S006", "示例·秦岭植物提取有限公司", "示例联系人己", "029-00000006", "陕西省西安市雁塔区示例路6号")
    _record(waiting, "SC12761011300062", clock.today() + timedelta(days=700), by, approver)
    qualifying.ask(waiting, reason="拟引进植物提取类保健食品，首营资料已收齐", by=by)
    ending = _new("S007", "示例·闽台茶饮食品有限公司", "示例联系人庚", "0592-00000007", "福建省厦门市思明区示例路7号")
    _record(ending, "JY13502030000073", clock.today() + timedelta(days=6), by, approver)
    approvals.decide(qualifying.ask(ending, reason=REASON, by=by), yes=True, reason=REASON, by=approver)
    stopped = _new("S008", "示例·川渝山货贸易有限公司", "示例联系人辛", "023-00000008", "重庆市渝中区示例路8号")
    _record(stopped, "JY15001030000084", clock.today() + timedelta(days=400), by, approver)
    approvals.decide(qualifying.ask(stopped, reason=REASON, by=by), yes=True, reason=REASON, by=approver)
    qualifying.suspend(stopped, reason="飞行检查发现库房温湿度记录缺失，整改前暂停合作", by=approver)


def _new(code: str, name: str, contact: str, phone: str, address: str) -> Supplier:
    return Supplier.objects.create(code=code, name=name, contact=contact, phone=phone, address=address)
