"""Who works here: list and record."""

from django.utils.translation import gettext_lazy as _

from microstore.accounts.filters import StaffFilter
from microstore.accounts.models import Staff
from microstore.accounts.tables import StaffTable
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, ListPage, Menu, Panel, View


class StaffList(ListPage):
    url, name = "staff/", "staff"
    title = _("Staff")
    permission = "accounts.view_staff"
    menu = Menu(Department.HR, icon="users", position=10)
    model = Staff
    table_class, filterset_class = StaffTable, StaffFilter
    views = [View("here", _("Works here"), "left=false"), View("left", _("Has left"), "left=true")]
    search_fields = ("user__name", "^user__username", "^number")
    search_hint = _("Name, user name or number")
    keyset = ("number",)
    export_name = "staff"
    has_personal_data = True

    def get_queryset(self):
        return Staff.objects.select_related("user")


class StaffDetail(DetailPage):
    url, name = "staff/<str:number>/", "staff-member"
    title = _("Member of staff")
    permission = "accounts.view_staff"
    model, lookup = Staff, "number"
    status_fields = ("standing",)
    panels = [Panel("accounts/backoffice/_post.html", _("Post and rights"))]
    side = [Panel("accounts/backoffice/_account.html", _("Account"))]

    def get_queryset(self):
        return Staff.objects.select_related("user")

    def heading(self, row):
        return str(row.user)

    def timeline_rows(self, row):
        """The record, and the account: password, second step, devices."""
        return [row, row.user]

    def subheading(self, row):
        return f"{row.number} · {row.get_department_display()} · {row.get_post_display()}"
