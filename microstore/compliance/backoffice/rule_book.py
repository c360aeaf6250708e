"""The rule book for colleagues: its version, its tables, how often everything live was read by it."""
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from microstore.compliance import reference
from microstore.compliance.models import Rereading, RuleSet
from microstore.compliance.publishing import places
from microstore.compliance.services import note_version
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage

SHOWN_ROWS = 60
SHOWN_READINGS = 20


class RuleBook(ViewPage):
    url = "compliance/rules/"
    name = "rule-book"
    title = _("Rule book")
    permission = "compliance.view_ruleset"
    menu = Menu(Department.QUALITY, icon="scale", position=10)
    template = "compliance/backoffice/rules.html"

    def context(self, request, **kwargs):
        note_version()
        tables = [(name, title, len(reference.rows(name))) for name, (title, __) in reference.TABLES.items()]
        runs = Rereading.objects.all()[:SHOWN_READINGS]
        readings = [(places[run.source].label if run.source in places else run.source, run) for run in runs]
        return {"version": reference.version(), "tables": tables, "versions": RuleSet.objects.all()[:20], "readings": readings}


class RuleTable(ViewPage):
    url = "compliance/rules/<slug:table>/"
    name = "rule-table"
    title = _("Rule table")
    permission = "compliance.view_ruleset"
    template = "compliance/backoffice/table.html"

    def crumbs(self, row=None):
        return [(RuleBook.title, RuleBook.get_url())]

    def context(self, request, table):
        if table not in reference.TABLES:
            raise Http404
        asked = request.GET.get("q", "").strip()[:60]
        rows = [row for row in reference.rows(table) if not asked or any(asked.casefold() in value.casefold() for value in row.values())]
        title, key = reference.TABLES[table]
        shown = [(row[key], [(name, value) for name, value in row.items() if value and name != key]) for row in rows[:SHOWN_ROWS]]
        return {"table": table, "heading": title, "asked": asked, "found": len(rows), "rows": shown, "shown": len(shown)}
