"""A promotion that begins again a few days after the same one ended: not called the last, not counted down (rule PR-13)."""

from collections.abc import Iterable
from datetime import datetime

from catalog.pricing import norms
from marketing.models import Promotion
from microstore.core import clock
from microstore.core.sentences import gettext as _


def of(rows: Iterable[Promotion], begins: datetime) -> list[Promotion]:
    """Those that customers could see and that ended within the days of the norm before ``begins``, and say the same as one of the rows."""
    lately = Promotion.objects.filter(activated_at__isnull=False, ends_at__lte=begins, ends_at__gt=begins - norms.AGAIN.span)
    ended = {_rule_of(row): row for row in lately.order_by("ends_at")}
    return [ended[_rule_of(row)] for row in rows if _rule_of(row) in ended]


def warnings(row: Promotion) -> list[str]:
    """For who drafts it: a sentence for each that it repeats."""
    words = _("“%(name)s” with the same steps ended on %(day)s: this one is not called the last and not counted down (rule PR-13).")
    found = of([row], row.starts_at) if row.starts_at else []
    return [words % {"name": one.name, "day": f"{clock.local(one.ends_at):%Y-%m-%d}"} for one in found if one.pk != row.pk]


def _rule_of(row: Promotion) -> tuple:
    """What makes two promotions the same to a customer: the steps, and where and for what they count."""
    return tuple(map(repr, (row.kind, row.steps, sorted(row.store_ids), sorted(row.category_ids), sorted(row.product_ids))))
