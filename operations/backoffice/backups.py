"""Backups and the trials to restore them: what there is, how old, how long a restore takes, and what failed."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.core import jobs
from microstore.core.declarations import Department
from microstore.core.pages import Column, DetailPage, FormPage, LinkColumn, ListPage, Menu, NumberColumn, Panel, StatusColumn, TimeColumn
from microstore.core.pages.actions import NothingToAsk
from operations.models import Backup, RestoreDrill


def last_drill_failed(user) -> int | None:
    last = RestoreDrill.objects.order_by("-begun_at").first()
    return 1 if last and last.state == RestoreDrill.State.FAILED else None


class BackupTable(tables.Table):
    name = LinkColumn("backup", verbose_name=_("Backup"))
    state = StatusColumn(verbose_name=_("State"))
    begun_at = TimeColumn(verbose_name=_("Made"))
    size = NumberColumn(verbose_name=_("Bytes"))
    copied_at = TimeColumn(verbose_name=_("Copied off site"))
    by = Column(verbose_name=_("Asked by"), default=_("the system"), orderable=False)


class BackupList(ListPage):
    url = "system/backups/"
    name = "backups"
    title = _("Backups")
    permission = "operations.view_backup"
    menu = Menu(Department.SYSTEM, icon="layers", position=30, count=last_drill_failed, hot=True)
    template = "operations/backoffice/backups.html"
    model = Backup
    table_class = BackupTable
    keyset = ("-begun_at", "-pk")
    empty_text = _("The first backup is made tonight, or at once by the button above.")

    def get_queryset(self):
        return Backup.objects.select_related("by").defer("manifest")

    def context(self, request):
        return {"drills": RestoreDrill.objects.select_related("backup", "by")[:5]}


class BackupDetail(DetailPage):
    url = "system/backups/<str:name>/"
    name = "backup"
    title = _("Backup")
    permission = "operations.view_backup"
    model, lookup = Backup, "name"
    status_fields = ("state",)
    panels = [Panel("operations/backoffice/_backup.html", _("What it holds"))]
    side = [Panel("operations/backoffice/_backup_drills.html", _("Trials to restore it"))]


class StartJob(FormPage):
    """Ask for a job of the system and go to the list of jobs."""

    permission = "operations.make_backup"
    form_class = NothingToAsk
    message = _("Asked for. Its progress stands in the list of jobs.")
    back = BackupList
    kind = ""

    def save(self, form, by):
        jobs.start(self.kind, owner=by)


class BackupNow(StartJob):
    url = "system/backups/new/"
    name = "backup-new"
    title = _("Make a backup now")
    kind = "backup.make"


class DrillNow(StartJob):
    url = "system/backups/trial/"
    name = "restore-drill-new"
    title = _("Try to restore now")
    kind = "backup.drill"


BackupList.actions += [DrillNow, BackupNow]
