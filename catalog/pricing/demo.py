"""Prices of the demo: some of the past, some for a time, some that wait for a yes; lowest prices, and a supplier's document."""
import csv
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.demo import FOLDER
from catalog.models import PriceChange, Sku
from catalog.pricing import changes, deciding, floors, references, suggestions
from catalog.pricing.rounding import How, Method, Round
from catalog.pricing.setting import Terms, Wanted
from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.core.events import deliver_all
from microstore.stores.models import Store

LETTER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def rows(*acts: str) -> list[dict]:
    with (FOLDER / "demo_prices.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["act"] in acts]


def tell_past(now: datetime) -> None:
    """Before the orders of the last weeks are told, so that they were paid at these prices."""
    if PriceChange.objects.exists():
        return
    for row in rows("past", "quantity", "store", "declined"):
        with clock.at(now + timedelta(days=int(row["days"]))):
            _ask(row)
    deliver_all()


def load_demo(now: datetime) -> None:
    """What goes on today. Afterwards the cards strike what the orders that were told allow."""
    if PriceChange.objects.filter(state=PriceChange.State.SCHEDULED).exists():
        return
    for row in rows("timed", "planned", "waiting"):
        _ask(row)
    _document()
    references.refresh()
    deliver_all()


def _ask(row: dict) -> PriceChange | None:
    """Through the service, and through the approvals where somebody is named who decided."""
    sku = Sku.objects.select_related("product").filter(code=row["sku"]).first()
    store = Store.objects.filter(code=row["store"]).first() if row["store"] else None
    by = User.objects.get(username=row["by"])
    now, days = clock.now(), int(row["days"])
    old = deciding.current([sku.pk], store).get(sku.pk) if sku else None
    if old is None:
        return None
    starts = now + timedelta(days=days) if days > 0 else None
    until = (starts or now) + timedelta(days=int(row["last"])) if row["last"] else None
    fen = Method(How.PERCENT, Decimal(row["percent"]), Round.TENTH).of(old.amount_fen)
    wanted = Wanted(sku, fen, store, from_units=int(row["units"]))
    change = changes.request([wanted], Terms(starts, until, row["reason"], by), raise_reason=row["reason"])
    if row["also"] or row["act"] not in ("waiting", "declined"):
        _decide(change, yes=row["act"] != "declined")
    return change


def _decide(change: PriceChange, *, yes: bool) -> None:
    """Everybody who is asked says the same, in turn."""
    deciders = {"price.manager": "product", "price.finance": "finance", "price.director": "director"}
    while waiting := changes.waiting(change).exclude(asked_by=None).first():
        approvals.decide(waiting, yes=yes, reason=change.reason, by=User.objects.get(username=deciders[waiting.kind]))
    change.refresh_from_db()


def _document() -> None:
    manager = User.objects.get(username="product")
    for code, reason in (("HP0012", "供应商价格函，限价"), ("HP0018", "供应商价格函，限价")):
        if sku := Sku.objects.select_related("product").filter(code=code).first():
            price = deciding.current([sku.pk], None)[sku.pk].amount_fen
            floors.set_floor(sku, price * 92 // 100, reason=reason, by=manager)
            letter = SimpleUploadedFile(f"{code}.pdf", LETTER)
            suggestions.record(sku, price * 118 // 100, document=letter, said_on=clock.today(), reason=reason, by=manager)
