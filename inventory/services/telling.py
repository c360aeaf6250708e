"""Alerts reach people: at once, again until somebody answers, and operations when nobody does. Each claim commits with its messages."""

from collections import defaultdict
from datetime import date

from django.db import connection, transaction
from django.utils.translation import override

from inventory import norms
from inventory.events import StockAlertEscalated, StockAlertLapsed
from inventory.models import StockAlert
from microstore.accounts.models import User
from microstore.accounts.services.staff import of_post
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.events import publish_all
from microstore.core.sentences import gettext as _
from microstore.messaging.services import send

NAMED = 5
"""Alerts named in one message; the rest are counted."""

_REMIND = """
    UPDATE inventory_stockalert SET told = told + 1, remind_at = %(next)s
     WHERE id IN (SELECT id FROM inventory_stockalert WHERE state = 'open' AND remind_at <= %(now)s ORDER BY id
                     FOR UPDATE SKIP LOCKED LIMIT 1000) RETURNING id
"""
_ESCALATE = """
    UPDATE inventory_stockalert SET escalations = escalations + 1, escalate_at = NULL
     WHERE id IN (SELECT id FROM inventory_stockalert WHERE state = 'open' AND escalate_at <= %(now)s ORDER BY id
                     FOR UPDATE SKIP LOCKED LIMIT 1000) RETURNING id
"""
_LAPSE = """
    UPDATE inventory_stockalert AS alert SET state = 'open', remind_at = %(now)s, escalate_at = %(now)s
      FROM (SELECT id, expected_on FROM inventory_stockalert WHERE state = 'answered' AND expected_on < %(today)s ORDER BY id
               FOR UPDATE SKIP LOCKED LIMIT 1000) AS due
     WHERE alert.id = due.id RETURNING alert.id, due.expected_on
"""


@transaction.atomic
def lapse() -> int:
    """Goods were promised for a day that is over: the alert waits for an answer again, and operations hear of it."""
    rows: list[tuple[int, date]] = _claim(_LAPSE)
    publish_all([(StockAlertLapsed(day.isoformat()), StockAlert, pk) for pk, day in rows])
    return len(rows)


@transaction.atomic
def tell() -> int:
    """Tell purchasing, the warehouse and each product's owner, in one message a person."""
    alerts = _alerts(_claim(_REMIND, next=clock.now() + norms.REPEAT.span))
    crew = people(Post.PURCHASING, Post.WAREHOUSE_LEAD)
    theirs: dict[User, list[StockAlert]] = defaultdict(list)
    for alert in alerts:
        owner = alert.sku.product.owner
        for person in {*crew, *([owner] if owner and owner.is_active else [])}:
            theirs[person].append(alert)
    for person, known in theirs.items():
        _send("inventory.stock_low", person, known, f"{known[0].pk}.{known[0].told}")
    return len(alerts)


@transaction.atomic
def escalate() -> int:
    """Nobody answered in time: the operations supervisor is told, without one the director."""
    alerts = _alerts(_claim(_ESCALATE))
    publish_all([(StockAlertEscalated(), StockAlert, alert.pk) for alert in alerts])
    for person in people(Post.OPERATIONS) or people(Post.DIRECTOR) if alerts else ():
        _send("inventory.stock_unanswered", person, alerts, f"{alerts[0].pk}.{alerts[0].escalations}")
    return len(alerts)


def people(*posts: Post) -> list[User]:
    return list(of_post(*posts).order_by("pk"))


def _claim(sql: str, **given) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"now": clock.now(), "today": clock.today(), **given})
        return cursor.fetchall()


def _alerts(rows: list[tuple]) -> list[StockAlert]:
    chosen = StockAlert.objects.filter(pk__in=[pk for (pk,) in rows])
    return list(chosen.select_related("sku__product__owner", "warehouse").order_by("pk"))


def _send(template: str, person: User, alerts: list[StockAlert], turn: str) -> None:
    link = alerts[0].get_absolute_url() if len(alerts) == 1 else "/backoffice/inventory/alerts/?state=open"
    with override(person.language or None):
        named = "; ".join(_("%(sku)s %(name)s, %(left)d left of %(level)d") % _words(alert) for alert in alerts[:NAMED])
    context = {"count": len(alerts), "items": named + ("…" if len(alerts) > NAMED else ""), "link": link}
    send(template, to=person, context=context, key=f"{template}:{turn}:{person.pk}", channels=("inbox", "mail" if person.email else "sms"))


def _words(alert: StockAlert) -> dict:
    return {"sku": alert.sku.code, "name": alert.sku.product.name, "left": alert.available, "level": alert.level}
