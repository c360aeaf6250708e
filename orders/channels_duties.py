"""Duties that the channels carry: orders come in by themselves (T7), and every day's orders and amounts are right (L10)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, duty
from microstore.core.sentences import gettext as _
from orders.models import Channel, ChannelOrder, Reconciliation


@duty(
    "T7", gettext_lazy("Orders of channels come in by themselves; what needs a person is dealt with the same day"), post=Post.MAINTAINER,
    cadence=Cadence.DAILY, page="channel-orders", source="S0 §四(二)3",
)  # fmt: skip
def channels_are_received(period: Period) -> Evidence | None:
    """Orders pulled in the period; those in trouble since before its end are still open."""
    if not Channel.objects.live().exists():
        return None
    start, end = period.bounds
    pulled = ChannelOrder.objects.filter(pulled_at__gte=start, pulled_at__lt=end, file=None)
    owed, open_ = pulled.count(), pulled.exclude(trouble="").count()
    return Evidence(owed - open_, owed, url=f"{reverse('backoffice:channel-orders')}?view=troubled")


@duty(
    "L10", gettext_lazy("Every day's orders and amounts agree with the channels"), post=Post.LISTING, cadence=Cadence.DAILY,
    page="channel-comparisons", source="S2b §二(一)2(1)", grace_days=1,
)  # fmt: skip
def days_agree(period: Period) -> Evidence | None:
    """Each channel and day of the period, compared and equal."""
    channels = Channel.objects.live().count()
    if not channels:
        return None
    days = (period.last - period.first).days + 1
    rows = list(Reconciliation.objects.filter(day__gte=period.first, day__lte=period.last, channel__in=Channel.objects.live()))
    differing = [row for row in rows if not row.is_equal]
    text = _("%(count)d days differ") % {"count": len(differing)} if differing else ""
    return Evidence(len(rows) - len(differing), channels * days, text=text, url=reverse("backoffice:channel-comparisons"))
