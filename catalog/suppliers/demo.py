"""Suppliers of the demo: qualified on the day of the founding, and what waits or went wrong today."""
import json
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from catalog.models import Supplier, SupplierLicence
from catalog.suppliers.services import licences, qualifying
from microstore.compliance.classes import ProductClass
from microstore.core import approvals, clock

FOOD = [str(ProductClass.HEALTH_FOOD), str(ProductClass.ORDINARY_FOOD)]
CONTACT = ("name", "contact", "phone", "address")


def said() -> dict:
    return json.loads((Path(__file__).parents[1] / "data" / "demo_suppliers.json").read_text(encoding="utf-8"))


@transaction.atomic
def load(rows: list[dict], by, approver) -> dict[str, Supplier]:
    """``by`` records and asks, ``approver`` verifies and decides. Those who are there already stay as they are."""
    reason = said()["reason"]
    return {row["code"]: _bring(row, date.fromisoformat(row["licence_until"]), reason, by, approver) for row in rows}


def _bring(row: dict, until: date, reason: str, by, approver) -> Supplier:
    supplier, is_new = Supplier.objects.get_or_create(code=row["code"], defaults={name: row[name] for name in CONTACT})
    if is_new:
        _record(supplier, row["licence_number"], until, by, approver, reason)
        _qualify(supplier, reason, by, approver)
    return supplier


def _record(supplier, number: str, until: date, by, approver=None, reason: str = "") -> None:  # noqa: PLR0913
    kind = SupplierLicence.Kind.FOOD_BIZ if number.startswith("JY") else SupplierLicence.Kind.FOOD_PROD
    licence = licences.keep(SupplierLicence(supplier=supplier, kind=kind, number=number, scope=FOOD, valid_until=until), by=by)
    if approver:
        licences.verify(licence, reason=reason, by=approver)


def _qualify(supplier, reason: str, by, approver) -> None:
    approvals.decide(qualifying.ask(supplier, reason=reason, by=by), yes=True, reason=reason, by=approver)
    supplier.refresh_from_db()


@transaction.atomic
def load_today(by, approver) -> None:
    """A candidate whose licence nobody verified, one that waits for quality, one whose licence ends, one suspended. Again it adds none."""
    words = said()
    if Supplier.objects.filter(code=words["unverified"]["code"]).exists():
        return
    _fresh(words["unverified"], by)
    waiting = _fresh(words["waiting"], by, approver, words["reason"])
    qualifying.ask(waiting, reason=words["waiting"]["ask"], by=by)
    _qualify(_fresh(words["ending"], by, approver, words["reason"]), words["reason"], by, approver)
    stopped = _fresh(words["stopped"], by, approver, words["reason"])
    _qualify(stopped, words["reason"], by, approver)
    qualifying.suspend(stopped, reason=words["stopped"]["suspend"], by=approver)


def _fresh(row: dict, by, approver=None, reason: str = "") -> Supplier:
    supplier = Supplier.objects.create(code=row["code"], **{name: row[name] for name in CONTACT})
    _record(supplier, row["licence"], clock.today() + timedelta(days=row["days"]), by, approver, reason)
    return supplier
