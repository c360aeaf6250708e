"""What product management owes about prices, and what keeps itself."""
from django.utils.translation import gettext_lazy as _

from catalog.models import PriceChange
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty, duty_by_hand

duty_by_hand(
    "P6", _("Prices are looked through: cost, market, aim"), post=Post.PRODUCT_MANAGER, cadence=Cadence.MONTHLY, page="prices",
    source="S0 §四(二)2", workdays_only=True, grace_days=3,
)  # fmt: skip
carried("O9a", _("No price counts before whoever its size and margin ask for agreed"), post=Post.OPERATIONS, page="price-changes",
        source="S2 §二(二)2")


@duty(
    "O9b", _("Asked price changes are decided within the week"), post=Post.PRODUCT_MANAGER, cadence=Cadence.WEEKLY, page="price-changes",
    source="S2 §二(二)2", workdays_only=True,
)  # fmt: skip
def changes_are_decided(period: Period) -> Evidence:
    """Those asked in the period that no longer wait at its end."""
    start, end = period.bounds
    asked = PriceChange.objects.filter(asked_at__gte=start, asked_at__lt=end)
    owed, waiting = asked.count(), asked.filter(state=PriceChange.State.REQUESTED).count()
    missed = waiting if clock.now() >= end else 0
    return Evidence(owed - waiting, owed, missed, url="/backoffice/catalog/price-changes/?view=waiting")
