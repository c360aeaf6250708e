"""Days compared with the channels (duty L10)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Panel
from orders.filters_channels import ByChannelFilter
from orders.models import ChannelOrder, Reconciliation
from orders.services.channels import comparing
from orders.tables_channels import ComparisonTable

WORDS = {"missing": _("Missing here"), "unknown": _("Unknown at the channel"), "amount": _("Another amount")}


class ComparisonList(ListPage):
    url = "channel-comparisons/"
    name = "channel-comparisons"
    title = _("Comparison with channels")
    permission = "orders.view_reconciliation"
    menu = Menu(Department.OPERATIONS, icon="scale", position=93)
    model = Reconciliation
    table_class = ComparisonTable
    filterset_class = ByChannelFilter
    keyset = ("-day", "-pk")
    export_name = "channel-comparisons"
    empty_text = _("Every night the last days are compared with each channel.")

    def get_queryset(self):
        return super().get_queryset().select_related("channel")


class ComparisonDetail(DetailPage):
    url = "channel-comparisons/<int:pk>/"
    name = "channel-comparison"
    title = _("Comparison")
    permission = "orders.view_reconciliation"
    model = Reconciliation
    panels = [
        Panel("orders/backoffice/channels/_comparison.html", _("Count and amount")),
        Panel(
            "orders/backoffice/channels/_differences.html", _("Orders that differ"), is_flush=True,
            context=lambda request, row: {"differences": _differences(row)},
        ),
    ]  # fmt: skip

    def get_queryset(self):
        return super().get_queryset().select_related("channel")


def _differences(row: Reconciliation) -> list[dict]:
    here = dict(
        ChannelOrder.objects.filter(channel=row.channel, external_id__in=[each["id"] for each in row.differences]).values_list(
            "external_id", "pk"
        )
    )
    return [{**each, "word": WORDS[each["what"]], "pk": here.get(each["id"])} for each in row.differences]


class ComparisonFetch(ActionPage):
    url = "channel-comparisons/<int:pk>/fetch/"
    name = "channel-comparison-fetch"
    title = _("Read the differing orders anew")
    permission = "orders.work_channel"
    model = Reconciliation
    back = ComparisonDetail
    icon = "down"

    def is_open(self, row, user):
        return bool(row.differences)

    def perform(self, row, form, by):
        count = comparing.fetch_differences(row)
        return ngettext("%(count)d order is read within a minute.", "%(count)d orders are read within a minute.", count) % {"count": count}


ComparisonDetail.actions.append(ComparisonFetch)
