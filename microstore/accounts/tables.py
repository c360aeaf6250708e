"""Lists of people."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Staff
from microstore.core.pages import DateColumn, LinkColumn, StatusColumn


class StaffTable(tables.Table):
    name = LinkColumn("staff-member", accessor="user", verbose_name=_("Name"), order_by=("user__name",))
    number = tables.Column(verbose_name=_("Staff number"))
    username = tables.Column(accessor="user__username", verbose_name=_("Username"))
    department = tables.Column(verbose_name=_("Department"))
    post = tables.Column(verbose_name=_("Post"))
    standing = StatusColumn(verbose_name=_("State"))
    joined_on = DateColumn(verbose_name=_("Joined on"))

    class Meta:
        model = Staff
        fields = ()

    def value_name(self, value):
        return str(value)
