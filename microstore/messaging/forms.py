"""The words of one template, per channel and language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.compliance.forms import Scanned

from .declarations import declared
from .models import Channel
from .services import templates

LANGUAGE_LABELS = {"zh-hans": _("Chinese"), "en": _("English")}
LONGEST_SMS = 300


class TemplateForm(Scanned, forms.Form):
    """One field per channel, language and part that the template uses. Empty means: as the department wrote it."""

    scan_kind = "sms"
    is_on = forms.BooleanField(label=_("In use"), required=False)
    sms_code = forms.RegexField(label=_("SMS template number at the provider"), regex=r"^SMS_\w{1,36}$", required=False)

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = template
        self.parts = list(parts_of(template))
        for channel, language, part in self.parts:
            self.fields[f"{channel}_{language}_{part}"] = self._field(channel, language, part)
        self.mark_scanned([f"{channel}_{language}_{part}" for channel, language, part in self.parts])
        if not declared(template.code).sms:
            del self.fields["sms_code"]

    def overrides(self) -> dict:
        """What was written, channel → language → part; parts left as declared are absent."""
        found: dict = {}
        for channel, language, part in self.parts:
            if words := self.cleaned_data[f"{channel}_{language}_{part}"].strip():
                found.setdefault(channel, {}).setdefault(language, {})[part] = words
        return found

    def _field(self, channel, language, part):
        text = templates.declared_text(self.template.code, channel, language)
        longest = LONGEST_SMS if channel == Channel.SMS else 200 if part == "title" else 2000
        label = _("{channel}, {language}: {part}").format(
            channel=Channel(channel).label, language=LANGUAGE_LABELS[language], part=_("title") if part == "title" else _("wording")
        )
        widget = forms.TextInput if part == "title" else forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=getattr(text, part))


def parts_of(template):
    """(channel, language, part) of every editable text."""
    for channel in Channel.values:
        text = declared(template.code).text(channel)
        for language in templates.LANGUAGES if text else ():
            if text.title:
                yield channel, language, "title"
            yield channel, language, "body"


def initial_of(template) -> dict:
    words = {
        f"{channel}_{language}_{part}": template.overrides.get(channel, {}).get(language, {}).get(part, "")
        for channel, language, part in parts_of(template)
    }
    return {"is_on": template.is_on, "sms_code": template.sms_code, **words}
