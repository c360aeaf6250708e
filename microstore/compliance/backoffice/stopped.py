"""Texts that had to leave the shop: the queue, one text with its hits, and closing it."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.compliance import reference
from microstore.compliance.models import StoppedText
from microstore.compliance.publishing import places
from microstore.compliance.scanner import Hit
from microstore.compliance.services import stopping
from microstore.compliance.showing import advice, fields_of
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)


class PlaceColumn(Column):
    """The kind of place, in people's words."""

    def render(self, value):
        return places[value].label if value in places else value


class StoppedTable(tables.Table):
    title = LinkColumn("stopped-text", verbose_name=_("Stands in"))
    state = StatusColumn(verbose_name=_("State"))
    words = Column(orderable=False, verbose_name=_("Blocked words"))
    source = PlaceColumn(orderable=False, verbose_name=_("Kind of place"))
    deed = Column(orderable=False, verbose_name=_("Done by itself"))
    found_at = TimeColumn(verbose_name=_("Found at"))

    class Meta:
        model = StoppedText
        fields = ()


class StoppedFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=StoppedText.State.choices)
    source = django_filters.MultipleChoiceFilter(
        label=_("Kind of place"), choices=lambda: [(code, place.label) for code, place in places.items()])

    class Meta:
        model = StoppedText
        fields = []


def waiting(user) -> int | None:
    return StoppedText.objects.filter(state=StoppedText.State.OPEN).count() or None


class StoppedList(ListPage):
    url = "compliance/blocked/"
    name = "stopped-texts"
    title = _("Blocked texts")
    permission = "compliance.view_stoppedtext"
    menu = Menu(Department.QUALITY, icon="stop", position=25, count=waiting, hot=True)
    model = StoppedText
    table_class = StoppedTable
    filterset_class = StoppedFilter
    search_fields = ("title", "words")
    search_hint = _("Place or word")
    keyset = ("-found_at", "-pk")
    views = [View("open", _("To be mended"), "state=open", count=waiting), View("mended", _("Mended"), "state=mended")]
    empty_text = _("Everything live passes the rules of today. When the rules change, everything is read again at night.")


def panel(request, row) -> dict:
    """Each field with a hit, cut at its hits, and what to write instead."""
    place, subject_row = where(row)
    found = fields_of(row.record.texts, [Hit(**hit) for hit in row.record.hits])
    labels = {name: place.field_label(subject_row, name) if subject_row is not None else name for name, _parts, _hits in found}
    return {
        "fields": [(labels[name], parts, [advice(hit) for hit in hits]) for name, parts, hits in found],
        "version": row.record.rules_version, "is_old": row.record.rules_version != reference.version(),
    }  # fmt: skip


def where(row):
    """The place and the row in it; no row when it was deleted meanwhile."""
    place = places.get(row.source)
    return place, place.find(row.subject_id) if place else None


class StoppedDetail(DetailPage):
    url = "compliance/blocked/<int:pk>/"
    name = "stopped-text"
    title = _("Blocked text")
    permission = "compliance.view_stoppedtext"
    model = StoppedText
    panels = [Panel("compliance/backoffice/_stopped.html", _("What the law says"), context=panel, is_flush=True)]
    side = [Panel("compliance/backoffice/_stopped_facts.html", _("Done by itself"))]

    def get_queryset(self):
        return super().get_queryset().select_related("record")

    def subheading(self, row):
        return places[row.source].label if row.source in places else row.source

    def links(self, row):
        place, subject_row = where(row)
        may = subject_row is not None and self.request.user.has_perm(place.permission)
        return [(_("Mend it there"), place.url(subject_row), "edit")] if may else []


class StoppedSettle(ActionPage):
    """For what is gone, or stands there changed: mending on the page itself closes it by itself."""

    url = "compliance/blocked/<int:pk>/settle/"
    name = "stopped-text-settle"
    title = _("Close as mended")
    permission = "compliance.change_stoppedtext"
    model = StoppedText
    back = StoppedDetail
    move = "mend"
    form_class = ReasonForm

    def perform(self, row, form, by):
        stopping.settle(row, reason=form.cleaned_data["reason"], by=by)
        return _("Closed.")


StoppedDetail.actions += [StoppedSettle]
declare_queue(
    Queue(
        "compliance.stopped", _("Texts that the law blocks by now"), "compliance.view_stoppedtext", waiting,
        "/backoffice/compliance/blocked/?state=open", icon="stop", department=Department.QUALITY, position=12,
    )
)  # fmt: skip
