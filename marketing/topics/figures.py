"""What pages are told of their visitors: counted days of the store, or of the campaign on a topic page (duty D6)."""

from django.db.models import Sum

from marketing.models import DailyTraffic
from microstore.core.days import business_day
from microstore.stores.hooks import PageFigures, tells_figures


@tells_figures
def of_page(page, first, until) -> PageFigures | None:
    """Whole days: what the hooks ask for ends or begins with the day of the publication, which counts on neither side."""
    topic = getattr(page, "topic", None)
    rows = DailyTraffic.objects.filter(store=page.store_id, product=None, campaign=topic.campaign_id if topic else None)
    rows = rows.filter(day__gt=business_day(first), day__lt=business_day(until))
    found = rows.aggregate(visitors=Sum("visitors"), carts=Sum("carts"))
    return PageFigures(found["visitors"], found["carts"] or 0) if found["visitors"] else None
