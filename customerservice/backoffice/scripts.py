"""Approved wording: the list, one script, writing a new one, handing it in and retiring it."""

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice import four_eyes
from customerservice.models import Script
from customerservice.services import scripts
from microstore.compliance.backoffice.parts import scan_panel
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, Column, LinkColumn, ListPage, Menu, NumberColumn, Panel, ReasonForm, StatusColumn, View


class ScriptTable(tables.Table):
    title = LinkColumn("script", verbose_name=_("Title"))
    state = StatusColumn(verbose_name=_("State"))
    shortcut = Column(verbose_name=_("Shortcut"))
    stage = Column(accessor="get_stage_display", orderable=False, verbose_name=_("Stage"))
    used = NumberColumn(accessor="used", orderable=False, verbose_name=_("Sent"))

    class Meta:
        model = Script
        fields = ()


class ScriptFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Script.State.choices)
    stage = django_filters.MultipleChoiceFilter(label=_("Stage"), choices=Script.Stage.choices)

    class Meta:
        model = Script
        fields = []


class ScriptList(ListPage):
    url = "scripts/"
    name = "scripts"
    title = _("Scripts")
    permission = "customerservice.view_script"
    menu = Menu(Department.SERVICE, icon="note", position=33)
    model = Script
    table_class = ScriptTable
    search_fields = ("title", "^shortcut", "text")
    search_hint = _("Title, shortcut or text")
    keyset = ("shortcut", "pk")
    filterset_class = ScriptFilter
    views = [View("approved", _("Approved"), "state=approved"), View("drafts", _("Draft"), "state=draft&state=submitted")]
    empty_text = _("Write the answers that are given often; once approved, every agent can send them.")

    def get_queryset(self):
        return super().get_queryset().annotate(used=Count("uses"))


class ScriptDetail(four_eyes.TextDetail):
    url = "scripts/<int:pk>/"
    name = "script"
    title = _("Script")
    permission = "customerservice.view_script"
    model = Script
    panels = [Panel("customerservice/backoffice/_script.html", _("Text")), scan_panel()]

    def subheading(self, row):
        return f"/{row.shortcut}"


class ScriptForm(Scanned, forms.ModelForm):
    scan_kind, scan_fields = "script", ("text",)

    class Meta:
        model = Script
        fields = ["title", "shortcut", "stage", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class OfScript:
    texts = scripts
    model = Script
    back = ScriptDetail


class ScriptNew(OfScript, four_eyes.TextForm):
    url = "scripts/new/"
    name = "script-new"
    title = _("New script")
    permission = "customerservice.add_script"
    form_class = ScriptForm


class ScriptEdit(OfScript, four_eyes.TextForm):
    url = "scripts/<int:pk>/edit/"
    name = "script-edit"
    title = _("Edit script")
    permission = "customerservice.change_script"
    form_class = ScriptForm


class ScriptSubmit(OfScript, four_eyes.HandIn):
    url = "scripts/<int:pk>/submit/"
    name = "script-submit"
    permission = "customerservice.add_script"
    move = "submit"

    def facts(self, row):
        return [(_("Text"), row.text)]


class ScriptRetire(OfScript, ActionPage):
    url = "scripts/<int:pk>/retire/"
    name = "script-retire"
    title = _("Retire")
    permission = "customerservice.change_script"
    tone = "danger"
    move = "retire"
    form_class = ReasonForm

    def perform(self, row, form, by):
        scripts.retire(row, reason=form.cleaned_data["reason"], by=by)
        return _("Agents are no longer offered this script.")


ScriptDetail.edit = ScriptEdit
ScriptDetail.actions += [ScriptSubmit, ScriptRetire]
ScriptList.actions += [ScriptNew]
