"""What channels sold, by day and by province."""

from django import forms
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage
from orders.models import Channel, ChannelOrder

SUMS = {
    "orders": Count("pk"), "paid_orders": Count("pk", filter=Q(paid_fen__gt=0)), "amount_fen": Sum("amount_fen"),
    "paid_fen": Sum("paid_fen"), "refund_fen": Sum("refund_fen"),
}  # fmt: skip
MOST_DAYS = 400
DAY = {"type": "date", "class": "form-control"}


class TotalsForm(forms.Form):
    channel = forms.ModelChoiceField(label=_("Channel"), queryset=Channel.objects.none(), required=False, empty_label=_("All channels"))
    first = forms.DateField(label=_("First day"), required=False, widget=forms.DateInput(attrs=DAY))
    last = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput(attrs=DAY))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.visible_to(user)
        self.fields["channel"].widget.attrs["class"] = "form-select"


def totals(rows) -> dict:
    """Sums of the whole, of each day of Asia/Shanghai, and of each province."""
    by_day = rows.annotate(day=TruncDate("placed_at", tzinfo=SHANGHAI)).values("day").annotate(**SUMS).order_by("-day")[:MOST_DAYS]
    by_province = rows.values("province").annotate(**SUMS).order_by("-paid_fen", "province")
    return {"whole": rows.aggregate(**SUMS), "days": list(by_day), "provinces": list(by_province)}


class ChannelTotals(ViewPage):
    url = "channel-totals/"
    name = "channel-totals"
    title = _("Totals of channels")
    permission = "orders.view_channelorder"
    menu = Menu(Department.OPERATIONS, icon="chart", position=95)
    template = "orders/backoffice/channels/totals.html"

    def context(self, request):
        form = TotalsForm(request.GET or None, user=request.user)
        asked = form.cleaned_data if form.is_valid() else {}
        rows = ChannelOrder.objects.visible_to(request.user)
        if asked.get("channel"):
            rows = rows.filter(channel=asked["channel"])
        if asked.get("first"):
            rows = rows.filter(placed_at__gte=day_bounds(asked["first"])[0])
        if asked.get("last"):
            rows = rows.filter(placed_at__lt=day_bounds(asked["last"])[1])
        return {"form": form, "today": clock.today(), **totals(rows)}
