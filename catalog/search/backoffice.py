"""What customers searched for, and the other words that the department adds for it."""

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import SearchLog, SearchSynonym
from catalog.search import synonyms
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, Column, DateColumn, FormPage, ListPage, Menu, NumberColumn, TimeColumn, View
from microstore.stores.models import Store


class SearchLogTable(tables.Table):
    text = Column(verbose_name=_("Searched for"), orderable=False)
    asked = NumberColumn(verbose_name=_("Times searched"), orderable=False)
    found_nothing = NumberColumn(verbose_name=_("Found nothing"), orderable=False)
    found_loosely = NumberColumn(verbose_name=_("Found something near"), orderable=False)
    about_illness = NumberColumn(verbose_name=_("Illness"), orderable=False)
    slow = NumberColumn(verbose_name=_("Slow"), orderable=False)
    worst_ms = NumberColumn(verbose_name=_("Slowest, ms"), orderable=False)
    store = Column(verbose_name=_("Store"), orderable=False)
    day = DateColumn(verbose_name=_("Day"), orderable=False)
    act = Column(verbose_name=_("Act"), empty_values=(), orderable=False)

    class Meta:
        model = SearchLog
        fields = ()

    def render_act(self, record):
        user = self.request.user
        if not user.has_perm(SynonymNew.permission) or record.about_illness:
            return ""
        return format_html('<a href="{}?also={}">{}</a>', reverse("backoffice:search-synonym-new"), record.text, gettext("Add synonym"))

    def value_act(self, record):
        return ""


class SearchLogFilter(django_filters.FilterSet):
    day = django_filters.DateFilter(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))
    how = django_filters.ChoiceFilter(label=_("Result"), method="by_result", choices=[
        ("nothing", _("Found nothing")), ("loose", _("Found something near")), ("slow", _("Slow")), ("illness", _("Illness"))])

    FIELDS = {"nothing": "found_nothing", "loose": "found_loosely", "slow": "slow", "illness": "about_illness"}

    def by_result(self, rows, name, value):
        return rows.filter(**{f"{self.FIELDS[value]}__gt": 0})


class SearchLogList(ListPage):
    url = "catalog/searches/"
    name = "searches"
    title = _("What customers search for")
    permission = "catalog.view_searchlog"
    menu = Menu(Department.PRODUCT, icon="search", position=90)
    model = SearchLog
    table_class = SearchLogTable
    filterset_class = SearchLogFilter
    search_fields = ("^text",)
    search_hint = _("Beginning of the text")
    keyset = ("-day", "-asked", "-pk")
    export_name = "searches"
    views = [
        View("nothing", _("Found nothing"), "how=nothing"), View("slow", _("Slow"), "how=slow"),
        View("illness", _("Illness"), "how=illness")]
    empty_text = _("Searches are brought in every five minutes. Nobody is named in them.")

    def get_queryset(self):
        return super().get_queryset().select_related("store")


class SynonymForm(forms.ModelForm):
    class Meta:
        model = SearchSynonym
        fields = ["also", "word"]
        help_texts = {
            "also": _("For example vc"),
            "word": _("As the name of a product holds it. No illness, and nothing a certificate does not say.")}

    def clean(self):
        cleaned = super().clean()
        if trouble := synonyms.trouble_with(cleaned.get("also", ""), cleaned.get("word", "")):
            raise forms.ValidationError(trouble)
        return cleaned


class SynonymTable(tables.Table):
    also = Column(verbose_name=_("What customers type"), orderable=False)
    word = Column(verbose_name=_("Also search for"), orderable=False)
    added_by = Column(verbose_name=_("By"), orderable=False)
    added_at = TimeColumn(verbose_name=_("Added"), orderable=False)
    act = Column(verbose_name=_("Act"), empty_values=(), orderable=False)

    class Meta:
        model = SearchSynonym
        fields = ()

    def render_added_by(self, value):
        return value.name or str(value)

    def render_act(self, record):
        if not self.request.user.has_perm(SynonymRemove.permission):
            return ""
        return format_html('<a href="{}">{}</a>', reverse("backoffice:search-synonym-remove", args=[record.pk]), gettext("Remove"))

    def value_act(self, record):
        return ""


class SynonymList(ListPage):
    url = "catalog/synonyms/"
    name = "search-synonyms"
    title = _("Synonyms")
    permission = "catalog.view_searchsynonym"
    menu = Menu(Department.PRODUCT, icon="layers", position=92)
    model = SearchSynonym
    table_class = SynonymTable
    search_fields = ("also", "word")
    search_hint = _("Word")
    keyset = ("-pk",)
    export_name = "synonyms"
    empty_text = _("The program brings some of its own; add what customers type and do not find.")

    def get_queryset(self):
        return super().get_queryset().select_related("added_by")


class SynonymNew(FormPage):
    url = "catalog/synonyms/new/"
    name = "search-synonym-new"
    title = _("Add synonym")
    permission = "catalog.add_searchsynonym"
    form_class = SynonymForm
    model = SearchSynonym
    back = SynonymList

    def initial(self, row):
        return {"also": self.request.GET.get("also", "")[:30]}

    def save(self, form, by):
        return synonyms.add(form.cleaned_data["also"], form.cleaned_data["word"], by=by)


class SynonymRemove(ActionPage):
    url = "catalog/synonyms/<int:pk>/remove/"
    name = "search-synonym-remove"
    title = _("Remove synonym")
    permission = "catalog.delete_searchsynonym"
    model = SearchSynonym
    back = SynonymList
    tone = "danger"

    def perform(self, row, form, by):
        said = str(row)
        synonyms.remove(row, by=by)
        return gettext("Removed: %(synonym)s.") % {"synonym": said}


SynonymList.actions.append(SynonymNew)
SearchLogList.actions.append(SynonymNew)
