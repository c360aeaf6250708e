"""The operations centre's share of the workbench: today's orders and sales against the same hours a week ago."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core.money import format_yuan
from microstore.core.pages import Number, declare_number
from operations.figures import change_percent, sold, sold_by_store


def _orders(user) -> str:
    return reverse("backoffice:orders")


def paid_orders(user) -> dict:
    figures = sold(user)
    count, _fen = figures.today
    return {"value": count, "change": change_percent(count, figures.week_ago_count), "series": figures.counts}


def sales(user) -> dict:
    figures = sold(user)
    _count, fen = figures.today
    return {"value": format_yuan(fen), "change": change_percent(fen, figures.week_ago_fen), "series": figures.sums_fen}


def average_order(user) -> dict:
    figures = sold(user)
    count, fen = figures.today
    average = fen // count if count else 0
    before = figures.week_ago_fen // figures.week_ago_count if figures.week_ago_count else 0
    series = [total // number if number else 0 for number, total in zip(figures.counts, figures.sums_fen, strict=True)]
    return {"value": format_yuan(average), "change": change_percent(average, before), "series": series}


def orders_by_store(user) -> dict[int, int]:
    return {store: count for store, (count, _fen) in sold_by_store(user).items()}


def sales_by_store(user) -> dict[int, str]:
    return {store: format_yuan(fen) for store, (_count, fen) in sold_by_store(user).items()}


READ = "orders.view_order"
declare_number(Number("sold.count", _("Paid orders today"), READ, paid_orders, _orders, position=10, per_store=orders_by_store))
declare_number(Number("sold.sum", _("Sales today"), READ, sales, _orders, position=20, per_store=sales_by_store))
declare_number(Number("sold.average", _("Average order today"), READ, average_order, _orders, position=30))
