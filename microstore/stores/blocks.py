"""The blocks every store has; those that show pictures of the library stand in their own file. The law wants the licence footer."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores import picture_blocks
from microstore.stores.block_registry import BlockForm, block
from microstore.stores.places import clean_link

__all__ = ["picture_blocks"]
QUESTIONS = range(1, 9)


class NoticeForm(BlockForm):
    text = forms.CharField(label=_("Notice"), max_length=120)
    link = forms.CharField(label=_("Leads to"), max_length=200, required=False, help_text=_("An address inside this store."))
    scanned = ("text",)

    def clean_link(self):
        return clean_link(self.cleaned_data["link"])


class TextForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=40)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    scanned = ("title", "text")


class LicenceFooterForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    scanned = ("title",)


class CountdownForm(BlockForm):
    """What ends, and when: the moment is written out, so nobody has to watch a clock (rule PR-13)."""

    title = forms.CharField(label=_("What ends"), max_length=40, help_text=_("Only what really ends then: it is a promise."))
    until = forms.DateTimeField(
        label=_("Ends at"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Asia/Shanghai"),
    )  # fmt: skip
    after = forms.CharField(label=_("Text after the end"), max_length=80)
    link = forms.CharField(label=_("Leads to"), max_length=200, required=False, help_text=_("An address inside this store."))
    scanned = ("title", "after")

    def __init__(self, *args, **kwargs):
        if kwargs.get("initial", {}).get("until"):
            kwargs["initial"] = {**kwargs["initial"], "until": moment_of(kwargs["initial"])}
        super().__init__(*args, **kwargs)

    def clean_until(self):
        if self.cleaned_data["until"] <= clock.now():
            raise ValidationError(_("The end lies in the past."))
        return self.cleaned_data["until"]

    def clean_link(self):
        return clean_link(self.cleaned_data["link"])

    def to_data(self, by):
        return {**self.cleaned_data, "until": self.cleaned_data["until"].isoformat()}


def _pair(number: int) -> dict:
    is_first = number == 1
    return {
        f"question{number}": forms.CharField(
            label=format_lazy(_("Question {number}"), number=number), max_length=80, required=is_first
        ),
        f"answer{number}": forms.CharField(
            label=format_lazy(_("Answer {number}"), number=number), max_length=600, required=is_first,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }


PAIRS = {name: field for number in QUESTIONS for name, field in _pair(number).items()}


class QuestionsForm(type("Pairs", (BlockForm,), PAIRS)):
    title = forms.CharField(label=_("Title"), max_length=40)
    scanned = ("title", *PAIRS)
    field_order = ("title", *PAIRS)

    def clean(self):
        cleaned = super().clean()
        for number in QUESTIONS:
            question, answer = cleaned.get(f"question{number}"), cleaned.get(f"answer{number}")
            if bool(question) != bool(answer):
                self.add_error(f"{'answer' if question else 'question'}{number}", _("A question and its answer belong together."))
        return cleaned


def moment_of(data) -> datetime:
    return datetime.fromisoformat(data["until"])


@block("notice", _("Notice"), NoticeForm, icon="bell")
def notice(request, data) -> str:
    return render_to_string("stores/storefront/blocks/notice.html", {"data": data}, request)


@block("text", _("Text"), TextForm, icon="doc")
def text(request, data) -> str:
    return render_to_string("stores/storefront/blocks/text.html", {"data": data}, request)


@block("countdown", _("Countdown"), CountdownForm, icon="clock")
def countdown(request, data) -> str:
    """Drawn by the server with the moment in words; a script only lets it tick."""
    until = moment_of(data)
    left = until - clock.now()
    given = {"data": data, "until": until, "days": max(0, left.days), "is_over": left <= timedelta(0)}
    return render_to_string("stores/storefront/blocks/countdown.html", given, request)


@block("questions", _("Frequent questions"), QuestionsForm, icon="help")
def questions(request, data) -> str:
    pairs = [(data[f"question{number}"], data[f"answer{number}"]) for number in QUESTIONS if data.get(f"question{number}")]
    return render_to_string("stores/storefront/blocks/questions.html", {"data": data, "pairs": pairs}, request)


@block("licence_footer", _("Licence footer"), LicenceFooterForm, icon="shield", stays=True)
def licence_footer(request, data) -> str:
    """Licences come from the licence table alone, never from text typed into a page (rule EC-01)."""
    licences = request.store.licences.in_force().order_by("kind")
    return render_to_string("stores/storefront/blocks/licence_footer.html", {"data": data, "licences": licences}, request)
