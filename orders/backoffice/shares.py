"""Links of colleagues: how often they were opened, and what was ordered and paid by them in the last days."""

from datetime import timedelta

import django_tables2 as tables
from django.db.models import Count, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import Column, ListPage, Menu, MoneyColumn, NumberColumn
from microstore.stores.models import ShareCode, ShareDay, SharedOrder
from microstore.stores.services.shares import SHOWN_DAYS
from orders.models import Order


class ShareTable(tables.Table):
    colleague = Column(accessor="staff__user__name", orderable=False, verbose_name=_("Colleague"))
    post = Column(accessor="staff__get_post_display", orderable=False, verbose_name=_("Post"))
    code = Column(orderable=False, verbose_name=_("Code"))
    views = NumberColumn(orderable=False, verbose_name=_("Times opened"))
    visitors = NumberColumn(orderable=False, verbose_name=_("Visitors"))
    placed = NumberColumn(orderable=False, verbose_name=_("Orders"))
    paid_fen = MoneyColumn(orderable=False, verbose_name=_("Paid"))

    class Meta:
        model = ShareCode
        fields = ()


class ShareList(ListPage):
    url = "shares/"
    name = "shares"
    title = _("Shared links")
    permission = "stores.view_sharecode"
    menu = Menu(Department.MARKETING, icon="send", position=60)
    model = ShareCode
    table_class = ShareTable
    search_fields = ("code", "staff__user__name")
    search_hint = _("Name or code")
    keyset = ("pk",)
    empty_text = _("A colleague opens a product in the shop, presses the share sign and makes a link. What comes by it is counted here.")

    def get_queryset(self):
        """Of the stores of whoever looks."""
        since, user = clock.today() - timedelta(days=SHOWN_DAYS - 1), self.request.user
        lately = SharedOrder.objects.visible_to(user).filter(at__gte=day_bounds(since)[0]).order_by()
        days = ShareDay.objects.visible_to(user).filter(share=OuterRef("pk"), day__gte=since).order_by().values("share")
        orders = lately.filter(share=OuterRef("pk"))
        by_link = lately.filter(share=OuterRef(OuterRef("pk"))).values("order_number")
        paid = Order.objects.filter(number__in=by_link, paid_at__isnull=False).order_by().annotate(one=Value(1)).values("one")
        return super().get_queryset().select_related("staff__user").annotate(
            views=Coalesce(Subquery(days.annotate(all=Sum("views")).values("all")), 0),
            visitors=Coalesce(Subquery(days.annotate(all=Sum("visitors")).values("all")), 0),
            placed=Coalesce(Subquery(orders.values("share").annotate(all=Count("pk")).values("all")), 0),
            paid_fen=Coalesce(Subquery(paid.annotate(all=Sum("total_fen")).values("all")), 0),
        )  # fmt: skip
