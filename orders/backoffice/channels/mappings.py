"""The workbench of goods: what channels sell, and which SKU of ours it is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import ActionPage, BulkAction, DetailPage, ListPage, Menu, Panel, View
from orders.backoffice.channels import counts
from orders.filters_channels import MappingFilter
from orders.forms_channels import MapForm
from orders.models import ChannelOrder, SkuMapping, Trouble
from orders.services.channels import mapping, price
from orders.tables_channels import MappingTable


class MatchMany(BulkAction):
    code = "match"
    title = _("Match by merchant code")
    permission = "orders.map_channel"

    def refuse(self, row, user):
        return _("Mapped already.") if row.sku_id else "" if row.merchant_code else _("Has no merchant code.")

    def perform(self, row, form, by):
        if not mapping.match_missing(row, by=by):
            raise Refused(_("No SKU of ours has this code."))
        return _("Mapped.")


class MappingList(ListPage):
    url = "channel-goods/"
    name = "channel-mappings"
    title = _("Goods of channels")
    permission = "orders.view_skumapping"
    menu = Menu(Department.OPERATIONS, icon="tag", position=92, count=counts.unmapped, hot=True)
    model = SkuMapping
    table_class = MappingTable
    filterset_class = MappingFilter
    search_fields = ("title", "^merchant_code", "^external_sku", "^sku__code")
    search_hint = _("Title, merchant code or SKU")
    bulk = [MatchMany]
    views = [View("missing", _("Not mapped"), "is_missing=true", count=counts.unmapped), View("mapped", _("Mapped"), "is_missing=false")]
    empty_text = _("Goods appear here with the first order that holds them.")

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "sku__product")


class MappingDetail(DetailPage):
    url = "channel-goods/<int:pk>/"
    name = "channel-mapping"
    title = _("Goods of a channel")
    permission = "orders.view_skumapping"
    model = SkuMapping
    panels = [
        Panel("orders/backoffice/channels/_mapping.html", _("Goods")),
        Panel(
            "orders/backoffice/channels/_waiting.html", _("Orders that wait for it"), is_flush=True,
            context=lambda request, row: {"orders": _waiting(row)}, is_shown=lambda row: row.sku_id is None,
        ),
    ]  # fmt: skip
    side = [
        Panel(
            "orders/backoffice/channels/_price.html", _("Price on the channel"), permission="catalog.view_price",
            context=lambda request, row: {"compared": price.compare(row)}, is_shown=lambda row: row.sku_id is not None,
        ),
    ]  # fmt: skip

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "sku__product", "mapped_by")

    def subheading(self, row):
        return row.channel.name


def _waiting(row: SkuMapping) -> list[ChannelOrder]:
    found = ChannelOrder.objects.filter(channel=row.channel, trouble=Trouble.UNMAPPED, lines__external_sku=row.external_sku)
    return list(found.distinct().order_by("placed_at").defer("raw")[:20])


class MappingSet(ActionPage):
    url = "channel-goods/<int:pk>/map/"
    name = "channel-mapping-set"
    title = _("Choose our SKU")
    permission = "orders.map_channel"
    model = SkuMapping
    back = MappingDetail
    form_class = MapForm
    icon = "link"

    def get_queryset(self):
        return super().get_queryset().select_related("channel", "sku")

    def initial(self, row):
        return {"sku": row.sku.code if row.sku else ""}

    def facts(self, row):
        return [(_("Goods at the channel"), row.title or row.external_sku), (_("Merchant code"), row.merchant_code or "—")]

    def perform(self, row, form, by):
        made = mapping.set_sku(row, form.cleaned_data["sku"], by=by)
        return ngettext("Mapped; %(count)d waiting order is made.", "Mapped; %(count)d waiting orders are made.", made) % {"count": made}


MappingDetail.actions.append(MappingSet)
