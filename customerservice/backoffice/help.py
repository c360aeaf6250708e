"""The help centre: what customers are told there, its versions, and what waits to be shown."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice import four_eyes
from customerservice.help import services as help_centre
from customerservice.models import HelpEntry, HelpRevision, HelpTopic
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import Column, FormPage, LinkColumn, ListPage, Menu, NumberColumn, Panel, StatusColumn, TimeColumn, wording


class NewestStatus(StatusColumn):
    """The state of the version that is worked on, else of the newest."""

    def render(self, value):
        return wording.status_badge(value, "state")

    def value(self, value):
        return wording.status_label(value, "state")


class HelpTable(tables.Table):
    question = LinkColumn("help-entry", accessor="newest__question", orderable=False, verbose_name=_("Question"))
    topic = Column(accessor="get_topic_display", orderable=False, verbose_name=_("Topic"))
    position = NumberColumn(orderable=False, verbose_name=_("Place"))
    state = NewestStatus(accessor="newest", verbose_name=_("State"))
    shown = TimeColumn(accessor="live__published_at", orderable=False, verbose_name=_("Shown since"))

    class Meta:
        model = HelpEntry
        fields = ()


class HelpFilter(django_filters.FilterSet):
    topic = django_filters.MultipleChoiceFilter(label=_("Topic"), choices=HelpTopic.choices)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=HelpRevision.State.choices, method="has_version")

    class Meta:
        model = HelpEntry
        fields = []

    def has_version(self, rows, name, value):
        return rows.filter(pk__in=HelpRevision.objects.filter(state__in=value).values("entry")) if value else rows


class HelpList(ListPage):
    url = "help-centre/"
    name = "help-entries"
    title = _("Help centre")
    permission = "customerservice.view_helpentry"
    menu = Menu(Department.SERVICE, icon="info", position=36)
    model = HelpEntry
    table_class = HelpTable
    filterset_class = HelpFilter
    search_fields = ("live__question", "live__answer")
    search_hint = _("Words of the question or the answer")
    keyset = ("topic", "position", "pk")
    views = four_eyes.VIEWS
    empty_text = _("Write down what customers ask again and again. Another person publishes it.")

    def get_queryset(self):
        return super().get_queryset().select_related("live").prefetch_related("revisions")


def versions(request, row) -> dict:
    return {"versions": row.revisions.select_related("written_by", "published_by")}


def scanned(request, row) -> dict:
    draft = row.open_revision
    hits = help_centre.read(draft).hits if draft else []
    return {"live": row.live, "draft": draft, "hits": hits}


class HelpDetail(four_eyes.TextDetail):
    url = "help-centre/<int:pk>/"
    name = "help-entry"
    title = _("Question of the help centre")
    permission = "customerservice.view_helpentry"
    model = HelpEntry
    panels = [
        Panel("customerservice/backoffice/help/_texts.html", _("Text"), scanned),
        Panel("customerservice/backoffice/help/_versions.html", _("Versions"), versions, is_flush=True),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("live")

    def subheading(self, row):
        return row.get_topic_display()

    def timeline_rows(self, row):
        return [row, *row.revisions.all()]

    def is_writable(self, row):
        draft = row.open_revision
        return draft is None or draft.state == HelpRevision.State.DRAFT


class HelpForm(Scanned, forms.Form):
    scan_kind, scan_fields = help_centre.KIND, help_centre.WORDS

    topic = forms.ChoiceField(label=_("Topic"), choices=HelpTopic.choices)
    position = forms.IntegerField(
        label=_("Place in the topic"), min_value=0, max_value=30_000, initial=500, help_text=_("Small numbers first."))
    question = forms.CharField(label=_("What customers ask"), max_length=80)
    answer = forms.CharField(label=_("What we answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    question_en = forms.CharField(
        label=_("Question in English"), max_length=160, required=False, help_text=_("Without it, readers of English see the Chinese."))
    answer_en = forms.CharField(label=_("Answer in English"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("question_en")) != bool(cleaned.get("answer_en")):
            self.add_error("answer_en" if cleaned.get("question_en") else "question_en", _("A question and its answer belong together."))
        return cleaned


class OfHelp:
    texts = help_centre
    model = HelpEntry
    back = HelpDetail


class HelpWriting(OfHelp, FormPage):
    form_class = HelpForm

    def save(self, form, by):
        given = form.cleaned_data
        words = {name: given[name] for name in help_centre.WORDS}
        return help_centre.write(self.row, topic=given["topic"], position=given["position"], words=words, by=by)


class HelpNew(HelpWriting):
    url = "help-centre/new/"
    name = "help-entry-new"
    title = _("New question")
    permission = "customerservice.add_helpentry"


class HelpEdit(HelpWriting):
    url = "help-centre/<int:pk>/edit/"
    name = "help-entry-edit"
    title = _("Edit")
    permission = "customerservice.change_helpentry"

    def initial(self, row):
        words = row.open_revision or row.live or row.revisions.first()
        return {"topic": row.topic, "position": row.position, **{name: getattr(words, name, "") for name in help_centre.WORDS}}


class HelpSubmit(OfHelp, four_eyes.HandIn):
    url = "help-centre/<int:pk>/submit/"
    name = "help-entry-submit"
    permission = "customerservice.add_helpentry"

    def is_open(self, row, user):
        draft = row.open_revision
        return bool(draft and draft.is_open("submit"))

    def facts(self, row):
        return [(_("Question"), row.open_revision.question), (_("Answer"), row.open_revision.answer)]


class HelpWithdraw(OfHelp, four_eyes.Withdraw):
    url = "help-centre/<int:pk>/withdraw/"
    name = "help-entry-withdraw"
    permission = "customerservice.change_helpentry"

    def is_open(self, row, user):
        return row.live_id is not None


HelpDetail.edit = HelpEdit
HelpDetail.actions += [HelpSubmit, HelpWithdraw]
HelpList.actions += [HelpNew]
