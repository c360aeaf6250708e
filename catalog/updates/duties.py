"""What updates owe, and the facts that prove it."""

from django.utils.translation import gettext_lazy as _

from catalog.models import ProductUpdate
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, duty


@duty(
    "P12", _("Style, function and packaging of goods are updated as market and customers ask"), post=Post.PRODUCT_MANAGER,
    cadence=Cadence.MONTHLY, page="product-updates", source="S1 §三(四)2", workdays_only=True,
)  # fmt: skip
def updates_are_carried_out(period: Period) -> Evidence | None:
    """Of the updates planned for the period: those that ship or were given up. Without any, a person says what was looked at."""
    rows = ProductUpdate.objects.filter(planned_on__range=(period.first, period.last))
    owed = rows.count()
    if not owed:
        return None
    end = period.bounds[1]
    done = rows.filter(ended_at__lt=end).count()
    return Evidence(done, owed, owed - done if clock.now() >= end else 0, url="/backoffice/catalog/updates/")
