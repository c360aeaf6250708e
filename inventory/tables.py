"""List shapes of inventory."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from catalog.models import Sku
from inventory.models import Batch, Movement, Receipt, Reservation, Warehouse
from microstore.core.pages import Column, DateColumn, LinkColumn, NumberColumn, StatusColumn, TimeColumn


class LevelTable(tables.Table):
    code = LinkColumn("stock-level", verbose_name=_("SKU"))
    product = Column(accessor="product__name", verbose_name=_("product"))
    spec = Column(verbose_name=_("Specification"))
    on_hand = NumberColumn(verbose_name=_("on hand"))
    reserved = NumberColumn(verbose_name=_("reserved"))
    free = NumberColumn(verbose_name=_("can be sold"))
    level = NumberColumn(verbose_name=_("alert level"))
    days_left = NumberColumn(verbose_name=_("days of stock"))
    turnover = NumberColumn(verbose_name=_("turnover a year"))
    first_expiry = DateColumn(verbose_name=_("first expiry"))

    class Meta:
        model = Sku
        fields = ("code",)
        sequence = ("code", "product", "spec", "on_hand", "reserved", "free", "level", "days_left", "turnover", "first_expiry")

    def render_turnover(self, value):
        return f"{value} %"


class BatchTable(tables.Table):
    number = LinkColumn("batch", verbose_name=_("batch number"))
    sku = Column(accessor="sku__code", verbose_name=_("SKU"))
    product = Column(accessor="sku__product__name", verbose_name=_("product"))
    expires_on = DateColumn(verbose_name=_("Good until"))
    days_left = NumberColumn(verbose_name=_("days left"), orderable=False)
    on_hand = NumberColumn(verbose_name=_("on hand"))
    state = StatusColumn(verbose_name=_("state"))
    hold_state = StatusColumn(verbose_name=_("hold"))

    class Meta:
        model = Batch
        fields = ("number",)
        sequence = ("number", "sku", "product", "expires_on", "days_left", "on_hand", "state", "hold_state")


class MovementTable(tables.Table):
    at = TimeColumn(verbose_name=_("time"))
    kind = StatusColumn(verbose_name=_("kind"))
    sku = Column(accessor="sku__code", verbose_name=_("SKU"))
    batch = Column(accessor="batch__number", verbose_name=_("batch number"))
    bin = Column(accessor="bin__code", verbose_name=_("bin"))
    units = NumberColumn(verbose_name=_("units"))
    reference = Column(verbose_name=_("document"))
    by = Column(accessor="by__name", verbose_name=_("by"))

    class Meta:
        model = Movement
        fields = ("at", "kind", "sku", "batch", "bin", "units", "reference", "by")

    def render_units(self, value):
        return f"{value:+d}".replace("-", "−")


class ShortageTable(tables.Table):
    reference = Column(verbose_name=_("document"))
    sku = Column(accessor="sku__code", verbose_name=_("SKU"))
    product = Column(accessor="sku__product__name", verbose_name=_("product"))
    units = NumberColumn(verbose_name=_("units"))
    created_at = TimeColumn(verbose_name=_("reserved at"))

    class Meta:
        model = Reservation
        fields = ("reference", "sku", "product", "units", "created_at")


class ReceiptTable(tables.Table):
    number = LinkColumn("receipt", verbose_name=_("number"))
    supplier = Column(accessor="supplier__name", verbose_name=_("supplier"))
    warehouse = Column(accessor="warehouse__name", verbose_name=_("warehouse"))
    expected_on = DateColumn(verbose_name=_("expected on"))
    lines = NumberColumn(accessor="line_count", verbose_name=_("lines"))
    state = StatusColumn(verbose_name=_("state"))
    created_at = TimeColumn(verbose_name=_("announced at"))

    class Meta:
        model = Receipt
        fields = ("number", "supplier", "warehouse", "expected_on", "lines", "state", "created_at")


class WarehouseTable(tables.Table):
    name = LinkColumn("warehouse", verbose_name=_("warehouse"))
    code = Column(verbose_name=_("Code"))
    region = Column(verbose_name=_("Region"))
    bins = NumberColumn(accessor="bin_count", verbose_name=_("bins"))
    on_hand = NumberColumn(verbose_name=_("on hand"))

    class Meta:
        model = Warehouse
        fields = ("name", "code", "region", "bins", "on_hand")
