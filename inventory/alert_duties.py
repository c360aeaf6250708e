"""What purchasing and the warehouse owe to low stock, and the facts that prove it."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inventory.models import Answer, StockAlert
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty, duty_by_hand


def answered_in_time(period: Period) -> Evidence:
    """Alerts opened in the period: answered or recovered in time, too late, or still in time."""
    first, after = period.bounds
    opened = StockAlert.objects.filter(opened_at__gte=first, opened_at__lt=after)
    done = Q(answered_at__lte=F("answer_by")) | Q(answered_at=None, closed_at__lte=F("answer_by"))
    late = Q(answered_at__gt=F("answer_by")) | Q(answered_at=None, closed_at__gt=F("answer_by"))
    late |= Q(answered_at=None, closed_at=None, answer_by__lt=clock.now())
    return Evidence(opened.filter(done).count(), opened.count(), opened.filter(late).count(), url=reverse("backoffice:stock-alerts"))


@duty("P8a", _("Low stock is answered: ordered, on its way, or not needed"), post=Post.PURCHASING, cadence=Cadence.DAILY,
      page="stock-alerts", source="S1 §三(三)1", grace_days=1)  # fmt: skip
def low_stock_answered(period: Period) -> Evidence:
    return answered_in_time(period)


@duty("W7a", _("Goods ordered for low stock are on the shelf by their day"), post=Post.WAREHOUSE_LEAD, cadence=Cadence.DAILY,
      page="stock-alerts", source="S0 §四(二)3", grace_days=1)  # fmt: skip
def replenished_by_the_day(period: Period) -> Evidence:
    """Alerts whose goods are expected on the days of the period."""
    rows = StockAlert.objects.filter(expected_on__range=(period.first, period.last)).exclude(answer=Answer.NO_NEED)
    late = rows.exclude(state="closed").count() if clock.today() > period.last else 0
    return Evidence(rows.filter(state="closed").count(), rows.count(), missed=late, url=reverse("backoffice:stock-alerts"))


duty_by_hand("P10a", _("Stock is balanced by its turnover: what lasts too long or too short"), post=Post.PRODUCT_MANAGER,
             cadence=Cadence.MONTHLY, page="replenishment", source="S1 §三(三)3", grace_days=5)  # fmt: skip
carried("P8b", _("The warehouse hears of low stock with purchasing"), post=Post.WAREHOUSE_LEAD, page="stock-alerts",
        source="S0 §四(二)3")  # fmt: skip
