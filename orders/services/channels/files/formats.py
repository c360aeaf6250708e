"""Whose list it is, by its headers, and what each row says. The headers stand in ``orders/data/channel_formats.json``."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy

from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.services.channels import places

SOURCE = Path(__file__).resolve().parents[3] / "data" / "channel_formats.json"
TIMES = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  Excel counts days of the wall clock from here
LABELS = {
    "external_id": gettext_lazy("Order at the channel"), "amount": gettext_lazy("Total"), "paid": gettext_lazy("Paid"),
    "refund": gettext_lazy("Refunded"), "freight": gettext_lazy("Freight"), "province": gettext_lazy("Province"),
    "address": gettext_lazy("Address"), "placed_at": gettext_lazy("Placed"), "paid_at": gettext_lazy("Paid at"),
    "word": gettext_lazy("The channel's own word"), "note": gettext_lazy("Note of the buyer"), "title": gettext_lazy("Title"),
    "sku": gettext_lazy("SKU at the channel"), "merchant_code": gettext_lazy("Merchant code"), "units": gettext_lazy("Units"),
    "price": gettext_lazy("Unit price"),
}  # fmt: skip


@dataclass(frozen=True)
class Format:
    """``columns`` maps our fields to the headers they may have; ``amounts``: of the whole ``order`` on each row, or of its ``line``."""

    code: str
    name: str
    amounts: str
    needs: tuple[str, ...]
    columns: dict[str, list[str]]

    def find(self, headers: list[str]) -> dict[str, int]:
        """Field → place of its column, the first of its headers that is there."""
        places_ = {header: at for at, header in reversed(list(enumerate(headers)))}
        found = {field: next((places_[name] for name in names if name in places_), None) for field, names in self.columns.items()}
        return {field: at for field, at in found.items() if at is not None}


@dataclass(frozen=True)
class Row:
    external_id: str
    amount_fen: int
    paid_fen: int
    refund_fen: int
    freight_fen: int
    placed_at: datetime
    paid_at: datetime | None
    province: str
    word: str
    note: str
    title: str
    sku: str
    merchant_code: str
    units: int
    price_fen: int


@cache
def formats() -> tuple[Format, ...]:
    rows = json.loads(SOURCE.read_text("utf-8"))
    return tuple(Format(row["code"], row["name"], row["amounts"], tuple(row["needs"]), row["columns"]) for row in rows)


def by_code(code: str) -> Format:
    return next(each for each in formats() if each.code == code)


def recognise(headers: list[str]) -> tuple[Format, dict[str, int]]:
    """The list with the most columns among those that have all they need. Refuses headers of nobody we know."""
    fits = [(each, found) for each in formats() if set(each.needs) <= (found := each.find(headers)).keys()]
    if not fits:
        raise Refused(
            _("The columns belong to no list we know: %(headers)s. Known are %(names)s.")
            % {"headers": "、".join(headers[:8]), "names": "、".join(each.name for each in formats())}
        )
    return max(fits, key=lambda pair: len(pair[1]))


def read(cells: list[str], columns: dict[str, int]) -> Row:
    """ValueError with a sentence that names the first cell that makes no sense."""
    given = {field: cells[at] if at < len(cells) else "" for field, at in columns.items()}
    placed, paid_at = _moment(given, "placed_at"), _moment(given, "paid_at")
    amount = _fen(given, "amount")
    row = Row(
        external_id=given["external_id"][:64], amount_fen=amount, paid_fen=_fen(given, "paid") if "paid" in given else amount,
        refund_fen=_fen(given, "refund"), freight_fen=_fen(given, "freight"), placed_at=placed or paid_at, paid_at=paid_at,
        province=places.province_of(given.get("province") or given.get("address", "")), word=given.get("word", "")[:40],
        note=given.get("note", "")[:200], title=given.get("title", "")[:200], sku=given.get("sku", "")[:96],
        merchant_code=given.get("merchant_code", "")[:64], units=_count(given), price_fen=_fen(given, "price"),
    )  # fmt: skip
    _check(row)
    return row


def _check(row: Row) -> None:
    if not row.external_id:
        raise ValueError(_("The order number is missing."))
    if row.placed_at is None:
        raise ValueError(_("The time of the order is missing."))
    if row.refund_fen > row.amount_fen:
        raise ValueError(_("More was refunded than the order is worth."))


def _fen(given: dict[str, str], field: str) -> int:
    text = given.get(field, "").replace(",", "").removeprefix("¥").removeprefix("￥").strip()
    try:
        fen = Decimal(text or "0") * 100
        whole = fen.quantize(Decimal(1))
    except InvalidOperation:
        raise ValueError(_("%(field)s: “%(text)s” is no amount.") % {"field": LABELS[field], "text": text[:40]}) from None
    if whole < 0 or abs(fen - whole) > Decimal("0.01"):  # Excel writes 12.340000000000002
        raise ValueError(_("%(field)s: “%(text)s” is no amount.") % {"field": LABELS[field], "text": text[:40]})
    return int(whole)


def _count(given: dict[str, str]) -> int:
    text = given.get("units", "").split(";")[0] or "1"
    try:
        units = int(Decimal(text))
    except InvalidOperation:
        units = 0
    if not 1 <= units <= 1_000_000:
        raise ValueError(_("%(field)s: “%(text)s” is no number of units.") % {"field": LABELS["units"], "text": text[:40]})
    return units


def _moment(given: dict[str, str], field: str) -> datetime | None:
    """Wall time of Asia/Shanghai as text, or the days that Excel counts; None for an empty cell."""
    text = given.get(field, "")
    if not text or text in ("-", "—", "null", "NULL"):
        return None
    for form in TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=SHANGHAI).astimezone(UTC)
        except ValueError:
            continue
    try:
        days = float(text)
        if not 20_000 < days < 80_000:
            raise ValueError
        return (FIRST_DAY + timedelta(seconds=round(days * 86400))).replace(tzinfo=SHANGHAI).astimezone(UTC)
    except ValueError:
        raise ValueError(_("%(field)s: “%(text)s” is no time.") % {"field": LABELS[field], "text": text[:40]}) from None
