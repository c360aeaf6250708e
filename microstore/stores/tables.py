"""Lists of stores, licences and pages."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import DateColumn, LinkColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.stores.models import Licence, Page, Store


class StoreTable(tables.Table):
    name = LinkColumn("store", verbose_name=_("Store"))
    code = tables.Column(verbose_name=_("Address"))
    kind = tables.Column(verbose_name=_("Kind"))
    state = StatusColumn(verbose_name=_("State"))
    entity = tables.Column(verbose_name=_("Seller"))
    phone = tables.Column(verbose_name=_("Service phone"))
    sells_until = DateColumn(verbose_name=_("Papers hold until"), default=_("No end"))
    opened_at = TimeColumn(verbose_name=_("Opened"))

    class Meta:
        model = Store
        fields = ()


class LicenceTable(tables.Table):
    number = LinkColumn("licence-edit", verbose_name=_("Number"))
    store = tables.Column(verbose_name=_("Store"), order_by=("store__name",))
    kind = tables.Column(verbose_name=_("Kind"))
    name = tables.Column(verbose_name=_("Holder"))
    valid_until = DateColumn(verbose_name=_("Valid until"), default=_("No end"))
    days_left = NumberColumn(verbose_name=_("Days left"), orderable=False)
    standing = StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Licence
        fields = ()


class PageTable(tables.Table):
    title = LinkColumn("store-page", verbose_name=_("Page"))
    store = tables.Column(verbose_name=_("Store"), order_by=("store__name",))
    version = NumberColumn(verbose_name=_("Published times"))
    published_at = TimeColumn(verbose_name=_("Published"))
    has_draft = tables.BooleanColumn(verbose_name=_("Draft waiting"))
    has_ended_rights = tables.BooleanColumn(verbose_name=_("Rights ended"), orderable=False)

    class Meta:
        model = Page
        fields = ()
