"""The audit: who did what to which row, when and why, from what to what; and the seals that prove that nobody rewrote it."""

from collections import defaultdict

import django_filters
import django_tables2 as tables
from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.events import kinds
from microstore.core.models import Event, Run, Seal
from microstore.core.pages import Column, DetailPage, ListPage, Menu, Panel, TimeColumn, View
from microstore.core.pages.listing import detail_for

_KINDS = """
WITH RECURSIVE kinds AS (
    (SELECT subject_type FROM core_event ORDER BY subject_type LIMIT 1)
    UNION ALL
    SELECT (SELECT subject_type FROM core_event WHERE subject_type > kinds.subject_type ORDER BY subject_type LIMIT 1)
    FROM kinds WHERE kinds.subject_type IS NOT NULL
) SELECT subject_type FROM kinds WHERE subject_type IS NOT NULL
"""


def label_of(event) -> str:
    return str(getattr(kinds.get(event.name), "label", "") or event.name)


def kind_of(event) -> str:
    """The kind of row an event is about, in words."""
    return kind_named(event.subject_type)


def kind_named(name: str) -> str:
    try:
        return str(apps.get_model(name)._meta.verbose_name)
    except LookupError:  # the table is gone, the history stays
        return name


def subject_kinds() -> list[str]:
    """The kinds that some event is about, found by leaps along the index, however many events there are."""
    with connection.cursor() as cursor:
        cursor.execute(_KINDS)
        return [row[0] for row in cursor.fetchall()]


def attach_subjects(events) -> list:
    """Give each event its ``subject`` (or None), with one query for each kind of row on the page."""
    wanted = defaultdict(set)
    for event in events:
        wanted[event.subject_type].add(event.subject_id)
    found = {kind: apps.get_model(kind)._base_manager.in_bulk(ids) for kind, ids in wanted.items() if kind in known_kinds()}
    for event in events:
        event.subject = found.get(event.subject_type, {}).get(event.subject_id)
    return events


def known_kinds() -> set[str]:
    return {model._meta.label_lower for model in apps.get_models()}


class AuditTable(tables.Table):
    at = TimeColumn(verbose_name=_("Time"))
    name = Column(verbose_name=_("What"), orderable=False)
    about = Column(empty_values=(), verbose_name=_("About"), orderable=False)
    by = Column(verbose_name=_("Who"), orderable=False, default=_("the system"))
    reason = Column(verbose_name=_("Why"), orderable=False)

    def render_name(self, record):
        return format_html('<a class="key" href="{}">{}</a>', AuditLine.get_url(record), label_of(record))

    def render_by(self, value):
        return value.name or (value.username if value.is_staff else _("Customer"))

    def render_about(self, record):
        return f"{kind_of(record)} {getattr(record, 'subject', None) or record.subject_id}"


class AuditFilter(django_filters.FilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("Day"))
    who = django_filters.CharFilter(label=_("Who"), method="by_person")
    name = django_filters.ChoiceFilter(
        label=_("What"), choices=lambda: sorted((name, f"{getattr(kind, 'label', '') or name} ({name})") for name, kind in kinds.items())
    )
    subject_type = django_filters.ChoiceFilter(
        label=_("About"), choices=lambda: sorted(((kind, kind_named(kind)) for kind in subject_kinds()), key=lambda pair: pair[1])
    )
    subject_id = django_filters.NumberFilter(label=_("Row number"), min_value=1, max_value=2**62)

    def by_person(self, rows, name, value):
        return rows.filter(Q(by__username__iexact=value) | Q(by__name=value))


class AuditList(ListPage):
    url = "system/audit/"
    name = "audit"
    title = _("Audit trail")
    permission = "core.view_event"
    menu = Menu(Department.SYSTEM, icon="shield", position=60)
    template = "backoffice/system/audit.html"
    model = Event
    table_class = AuditTable
    filterset_class = AuditFilter
    views = [
        View("rights", _("People and rights"), "subject_type=accounts.staff"),
        View("register", _("Numbers of the register"), "name=norm.changed"),
        View("revealed", _("Personal data looked at"), "name=accounts.personal_data_revealed"),
        View("approvals", _("Approvals decided"), "name=approval.decided"),
    ]
    search_fields = ("reason",)
    search_hint = _("Words of the reason")
    keyset = ("-at", "-id")
    export_name = "audit"
    empty_text = _("Nothing was done in this way.")

    def get_queryset(self):
        return Event.objects.select_related("by")

    def table(self, rows):
        return super().table(attach_subjects(list(rows)))

    def context(self, request):
        return {
            "seal": Seal.objects.exclude(digest="").order_by("-up_to").first(),
            "checked": Run.objects.filter(task="microstore.core.tasks.check_seals").first(),
        }


def compared(request, row) -> dict:
    """Before and after, where the news tells both; all other facts beside them."""
    facts = dict(row.facts)
    before, after = facts.pop("before", None), facts.pop("after", None)
    pairs = []
    if isinstance(after, dict):
        pairs = [(name, (before or {}).get(name, ""), value) for name, value in after.items()]
    elif isinstance(before, dict):
        pairs = [(name, value, "") for name, value in before.items()]
    elif before is not None or after is not None:
        pairs = [(_("Value"), before, after)]
    return {"pairs": pairs, "facts": [(name, value) for name, value in facts.items() if value not in ("", None, [], {})]}


def circumstances(request, row) -> dict:
    seal = Seal.objects.filter(up_to__gte=row.pk).exclude(digest="").order_by("up_to").first()
    subject = attach_subjects([row])[0].subject
    page = detail_for(type(subject), request.user) if subject else None
    return {"seal": seal, "subject": subject, "subject_url": page.get_url(subject) if page else "", "kind": kind_of(row)}


class AuditLine(DetailPage):
    url = "system/audit/<int:pk>/"
    name = "audit-line"
    title = _("Line of the audit")
    permission = "core.view_event"
    model = Event
    has_timeline = False
    panels = [Panel("backoffice/system/_audit_facts.html", _("What changed"), context=compared)]
    side = [Panel("backoffice/system/_audit_who.html", _("Who, when, why"), context=circumstances)]

    def heading(self, row):
        return label_of(row)

    def subheading(self, row):
        return row.name
