"""Pages to be looked at each week (duty L2): where a competitor moved, or where fewer visitors put the goods into their carts."""

from datetime import date, timedelta

from django.db import transaction

from catalog import hooks
from catalog.models import PriceAlarm, PriceObservation, Product, ProductRevision, TuningTask
from catalog.shelf import norms
from catalog.shelf.events import TuningEnded
from microstore.core import clock
from microstore.core.days import business_day, day_bounds
from microstore.core.errors import Refused, require_reason
from microstore.core.sentences import gettext as _

BATCH = 500
WEEK = timedelta(days=7)


def monday(day: date | None = None) -> date:
    day = day or clock.today()
    return day - timedelta(days=day.weekday())


def find() -> int:
    """The tasks of this week, one per product that gives a reason. Run again it adds what is new. Returns how many were made."""
    made, last, week = 0, 0, monday()
    listed = Product.objects.filter(state=Product.State.LISTED).order_by("pk")
    while batch := list(listed.filter(pk__gt=last).prefetch_related("skus")[:BATCH]):
        last = batch[-1].pk
        now, before = _weeks(batch)
        moves = _moves({sku.pk: product.pk for product in batch for sku in product.skus.all()})
        rows = [_task(product, week, now.get(product.pk), before.get(product.pk), moves.get(product.pk, [])) for product in batch]
        made += len(TuningTask.objects.bulk_create([row for row in rows if row.reasons], ignore_conflicts=True))
    return made


def _weeks(products) -> tuple[dict, dict]:
    """Visitors and carts of the last seven whole days, and of the seven before them."""
    ids, today = [product.pk for product in products], clock.today()
    return tuple(hooks.traffic_of(ids, today - weeks * WEEK, today - (weeks - 1) * WEEK - timedelta(days=1)) for weeks in (1, 2))


def _task(product, week, now, before, moves) -> TuningTask:
    reasons = [["competitor", words] for words in moves]
    if words := _drop(now, before):
        reasons.append(["funnel", words])
    return TuningTask(product=product, owner_id=product.owner_id, week=week, reasons=reasons, before=list(now or ()))


def _drop(now, before) -> str:
    """A sentence when clearly less is put into carts, by the visitors of both weeks."""
    if not now or not before or min(now[0], before[0]) < norms.FUNNEL_VISITORS.value or not before[1]:
        return ""
    was, is_ = 100 * before[1] / before[0], 100 * now[1] / now[0]
    if is_ > was * (100 - norms.FUNNEL_DROP.value) / 100:
        return ""
    return _("Put into carts by %(now).1f of a hundred visitors, a week before by %(was).1f") % {"now": is_, "was": was}


def _moves(product_of: dict[int, int]) -> dict[int, list[str]]:
    """What competitors did in the last seven days, in sentences."""
    found: dict[int, list[str]] = {}
    seen = PriceObservation.objects.filter(rival__sku__in=product_of, seen_on__gt=clock.today() - WEEK).select_related("rival__competitor")
    for row in seen.order_by("rival_id", "-seen_on", "-pk").distinct("rival_id") if product_of else ():
        if row.rival.move_fen:
            move = f"{'-' if row.rival.move_fen < 0 else '+'}¥{abs(row.rival.move_fen) / 100:.2f}"
            words = {"competitor": row.rival.competitor, "name": row.rival.name, "move": move}
            found.setdefault(product_of[row.rival.sku_id], []).append(_("%(competitor)s moved “%(name)s” by %(move)s") % words)
    for alarm in PriceAlarm.objects.filter(sku__in=product_of, state=PriceAlarm.State.OPEN):
        found.setdefault(product_of[alarm.sku_id], []).append(_("A competitor's price alarm is open"))
    return found


@transaction.atomic
def end(task: TuningTask, *, by, note: str) -> TuningTask:
    """The page was changed. Refuses until a revision that was begun this week is on its way or live."""
    require_reason(note)
    task.begin("end")
    start, __ = day_bounds(task.week)
    if not ProductRevision.objects.filter(product=task.product_id, created_at__gte=start).exists():
        raise Refused(_("No draft of this page was begun this week. Change the page, or say why it stays as it is."))
    return _ended(task, "end", by, note)


@transaction.atomic
def keep(task: TuningTask, *, by, note: str) -> TuningTask:
    """Looked at, and it stays as it is, with a word why."""
    require_reason(note)
    task.begin("keep")
    return _ended(task, "keep", by, note)


def _ended(task, move, by, note) -> TuningTask:
    task.note, task.ended_at, task.ended_by = note.strip()[:300], clock.now(), by
    news = TuningEnded(task.product.code, task.week.isoformat())
    task.finish(move, news, by=by, reason=task.note, save=["note", "ended_at", "ended_by"])
    return task


def measure() -> int:
    """Seven days after a page was changed: how many visitors put the goods into their carts since."""
    due = TuningTask.objects.filter(state=TuningTask.State.DONE, after=[], ended_at__lt=clock.now() - timedelta(days=8))
    rows = list(due.order_by("ended_at")[:BATCH])
    for task in rows:
        first = business_day(task.ended_at) + timedelta(days=1)
        task.after = list(hooks.traffic_of([task.product_id], first, first + timedelta(days=6)).get(task.product_id, (0, 0)))
        task.save(update_fields=["after"])
    return len(rows)
