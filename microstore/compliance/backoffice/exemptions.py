"""Doubtful wordings that quality lets stand in one place, for a time."""

import django_filters
import django_tables2 as tables
from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from microstore.compliance.backoffice.stopped import PlaceColumn
from microstore.compliance.models import Exemption
from microstore.compliance.publishing import places
from microstore.compliance.services import exemptions
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, Column, DateColumn, DetailPage, FormPage, LinkColumn, ListPage, Menu, Panel, ReasonForm


class ExemptionTable(tables.Table):
    text = LinkColumn("exemption", verbose_name=_("Exact text"))
    source = PlaceColumn(orderable=False, verbose_name=_("Kind of place"))
    reason = Column(orderable=False, verbose_name=_("Reason"))
    until = DateColumn(orderable=False, verbose_name=_("Until"))
    by = Column(accessor="by", orderable=False, verbose_name=_("Granted by"))
    ended_at = DateColumn(orderable=False, verbose_name=_("Ended"))

    class Meta:
        model = Exemption
        fields = ()


class ExemptionFilter(django_filters.FilterSet):
    ended = django_filters.BooleanFilter(field_name="ended_at", lookup_expr="isnull", exclude=True, label=_("Ended"))

    class Meta:
        model = Exemption
        fields = []


class ExemptionList(ListPage):
    url = "compliance/exemptions/"
    name = "exemptions"
    title = _("Exemptions")
    permission = "compliance.view_exemption"
    menu = Menu(Department.QUALITY, icon="shield", position=27)
    model = Exemption
    table_class = ExemptionTable
    filterset_class = ExemptionFilter
    search_fields = ("text", "reason")
    search_hint = _("Wording or reason")
    keyset = ("-pk",)
    empty_text = _("A wording that the scan doubts can be excused in one place, with a reason and an end. What is blocked never is.")

    def get_queryset(self):
        return super().get_queryset().select_related("by")


class ExemptionDetail(DetailPage):
    url = "compliance/exemptions/<int:pk>/"
    name = "exemption"
    title = _("Exemption")
    permission = "compliance.view_exemption"
    model = Exemption
    panels = [Panel("compliance/backoffice/_exemption.html", _("What may stand, and why"))]

    def get_queryset(self):
        return super().get_queryset().select_related("by", "ended_by")

    def subheading(self, row):
        return places[row.source].label if row.source in places else row.source

    def links(self, row):
        place = places.get(row.source)
        there = place.find(row.subject_id) if place and self.request.user.has_perm(place.permission) else None
        return [(_("Stands in"), place.url(there), "link")] if there is not None else []


class ExcuseForm(forms.Form):
    text = forms.CharField(label=_("Exact text"), max_length=300, help_text=_("Word for word as it stands there, with what is around it."))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name the evidence: report, patent, source of the figure."))


class Excuse(FormPage):
    """Opened from a remark of the scan; ``source`` and ``subject_id`` name the place."""

    url = "compliance/excuse/<str:source>/<int:subject_id>/"
    name = "excuse"
    title = _("Excuse a wording")
    permission = "compliance.add_exemption"
    form_class = ExcuseForm
    model = Exemption
    back = ExemptionDetail

    def is_edit(self):
        return False

    def get(self, request, **kwargs):
        self.place, self.there = place_named(**kwargs)
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        self.place, self.there = place_named(**kwargs)
        return super().post(request, **kwargs)

    def initial(self, row):
        return {"text": self.request.GET.get("text", "")[:300]}

    def facts(self, row):
        return [(self.place.label, self.place.title(self.there))]

    def save(self, form, by):
        asked = form.cleaned_data
        return exemptions.excuse(self.place, self.there, asked["text"], reason=asked["reason"], until=asked["until"], by=by)


def place_named(source: str, subject_id: int):
    place = places.get(source)
    there = place.find(subject_id) if place else None
    if there is None:
        raise Http404
    return place, there


class ExemptionEnd(ActionPage):
    url = "compliance/exemptions/<int:pk>/end/"
    name = "exemption-end"
    title = _("End the exemption")
    permission = "compliance.change_exemption"
    model = Exemption
    back = ExemptionDetail
    tone = "danger"
    form_class = ReasonForm

    def is_open(self, row, user):
        return row.ended_at is None

    def perform(self, row, form, by):
        exemptions.end(row, reason=form.cleaned_data["reason"], by=by)
        return _("Ended. The next publication needs a reason again.")


ExemptionDetail.actions += [ExemptionEnd]
