"""The shapes of the lists of imports and of their rows."""

import django_filters
import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from catalog.imports.kinds import class_of
from catalog.models import CatalogImport, ImportRow
from microstore.core.pages import Column, LinkColumn, NumberColumn, StatusColumn, TimeColumn


class ImportTable(tables.Table):
    number = LinkColumn("import", verbose_name=_("Number"))
    kind = Column(verbose_name=_("What it holds"))
    name = Column(verbose_name=_("File name"))
    state = StatusColumn(verbose_name=_("State"))
    rows = NumberColumn(verbose_name=_("Rows"), accessor="rows")
    new = NumberColumn(verbose_name=_("New"))
    changed = NumberColumn(verbose_name=_("Altered"))
    faulty = NumberColumn(verbose_name=_("Errors"))
    by = Column(verbose_name=_("Uploaded by"), orderable=False)
    at = TimeColumn(verbose_name=_("Uploaded"))

    class Meta:
        model = CatalogImport
        fields = ("number", "kind", "name", "state", "new", "changed", "faulty", "by", "at")


class ImportFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("What it holds"), choices=CatalogImport.Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CatalogImport.State.choices)


class ImportRowTable(tables.Table):
    number = NumberColumn(verbose_name=_("Row"))
    outcome = StatusColumn(verbose_name=_("Outcome"), orderable=False)
    subject = Column(verbose_name=_("Subject"), orderable=False)
    changes = Column(verbose_name=_("Changes"), orderable=False, empty_values=())
    faults = Column(verbose_name=_("Errors and remarks"), orderable=False, empty_values=())

    class Meta:
        model = ImportRow
        fields = ("number", "outcome", "subject", "changes", "faults")

    def render_changes(self, record):
        return changes_of(record, class_of(record.batch.kind).label_of)

    def value_changes(self, record):
        label_of = class_of(record.batch.kind).label_of
        return "; ".join(f"{label_of(name)}: {old} → {new}" for name, old, new in record.changes)

    def render_faults(self, record):
        return said_about(record)

    def value_faults(self, record):
        return " ".join([*record.faults, *record.remarks])


def changes_of(record, label_of):
    """Field, old and new, one below the other."""
    lines = ((label_of(name), shortened(old) or "—", shortened(new) or "—") for name, old, new in record.changes[:8])
    return format_html_join("", '<span class="dim">{}</span> <del>{}</del> → <ins>{}</ins><br>', lines) or "—"


def said_about(record):
    faults = format_html_join("", '<span class="t-danger">{}</span><br>', ((text,) for text in record.faults))
    remarks = format_html_join("", '<span class="dim">{}</span><br>', ((text,) for text in record.remarks))
    return format_html("{}{}", faults, remarks) or "—"


def shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


class ImportRowFilter(django_filters.FilterSet):
    batch = django_filters.CharFilter(label=_("Import"), method="of_batch")
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=ImportRow.Outcome.choices)

    def of_batch(self, rows, name, value):
        return rows.filter(batch__in=CatalogImport.objects.filter(number=value).values_list("pk", flat=True))
