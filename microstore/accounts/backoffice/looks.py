"""Who looked at which personal data and why; and who took which rows out."""

import django_filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.accounts.events import PersonalDataRevealed
from microstore.core.backoffice.audit import AuditFilter, AuditTable, attach_subjects, kind_of, known_kinds
from microstore.core.declarations import Department
from microstore.core.models import Event, Export
from microstore.core.pages import Column, ListPage, Menu, NumberColumn, TimeColumn

SEE = "accounts.view_reveals"


class LookTable(AuditTable):
    fields = Column(accessor="facts__fields", verbose_name=_("Data"), orderable=False)

    class Meta:
        sequence = ("at", "by", "about", "fields", "reason")
        exclude = ("name",)

    def value_about(self, record):
        """In a file the row is named by its number: nothing of the person goes along."""
        return f"{kind_of(record)} {record.subject_id}"

    def render_fields(self, value):
        return ", ".join(value)

    def value_fields(self, value):
        return ", ".join(value)


class LookFilter(AuditFilter):
    name = None
    subject_id = None


class LookList(ListPage):
    url, name = "reveals/", "reveals"
    title = _("Who looked at personal data")
    permission = SEE
    menu = Menu(Department.SYSTEM, icon="eye", position=62)
    model = Event
    table_class, filterset_class = LookTable, LookFilter
    search_fields = ("reason",)
    search_hint = _("Words of the reason")
    keyset = ("-at", "-id")
    export_name = "reveals"
    empty_text = _("Nobody has looked at unmasked data.")

    def get_queryset(self):
        return Event.objects.filter(name=PersonalDataRevealed.name, subject_type__in=known_kinds()).select_related("by")

    def table(self, rows):
        return super().table(attach_subjects(list(rows)))


class ExportTable(tables.Table):
    at = TimeColumn(verbose_name=_("Time"))
    owner = Column(verbose_name=_("Who"), orderable=False)
    page = Column(verbose_name=_("List"))
    rows = NumberColumn(verbose_name=_("Rows"))
    columns = Column(verbose_name=_("Columns"), orderable=False)
    purpose = Column(verbose_name=_("What for"), orderable=False)

    class Meta:
        model = Export
        fields = ()

    def render_columns(self, value):
        return ", ".join(map(str, value))

    def value_columns(self, value):
        return ", ".join(map(str, value))


class ExportFilter(django_filters.FilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("Day"))
    who = django_filters.CharFilter(label=_("Who"), method="by_person")
    page = django_filters.CharFilter(label=_("List"))

    def by_person(self, rows, name, value):
        return rows.filter(Q(owner__username__iexact=value) | Q(owner__name=value))


class ExportList(ListPage):
    url, name = "exports/", "export-log"
    title = _("What was exported")
    permission = SEE
    menu = Menu(Department.SYSTEM, icon="down", position=64)
    model = Export
    table_class, filterset_class = ExportTable, ExportFilter
    search_fields = ("purpose", "page")
    search_hint = _("Purpose or page")
    keyset = ("-at", "-id")
    empty_text = _("Nothing has been exported yet.")

    def get_queryset(self):
        return Export.objects.select_related("owner")
