"""From a template to the words one person reads: the edited text if there is one, else the declared one in the person's language."""

import re

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from microstore.compliance.publishing import place_of
from microstore.compliance.scanner import Subject
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

from ..declarations import REGISTRY, Text, declared
from ..events import TemplateChanged
from ..models import Template

PLACEHOLDER = re.compile(r"\{(\w+)\}")
LANGUAGES = ("zh-hans", "en")
READERS = Subject("health_food")


def keep_rows():
    """One row per declared template. Safe to repeat; people's words stay."""
    Template.objects.bulk_create(
        [Template(code=each.code, category=each.category) for each in REGISTRY.values()], ignore_conflicts=True
    )


def row_of(code) -> Template:
    return Template.objects.filter(code=code).first() or Template(code=code, category=declared(code).category)


def declared_text(code, channel, language) -> Text | None:
    """The words of the department's texts.py, translated."""
    text = declared(code).text(channel)
    if text is None:
        return None
    with override(language):
        return Text(title=str(text.title), body=str(text.body), link=text.link)


def text_of(template, channel, language) -> Text | None:
    """What is sent today: the edited words over the declared ones. None when the template does not use the channel."""
    text = declared_text(template.code, channel, language)
    if text is None:
        return None
    edited = template.overrides.get(str(channel), {}).get(language, {})
    return Text(title=edited.get("title") or text.title, body=edited.get("body") or text.body, link=text.link)


def fill(words, context) -> str:
    """Put the values in. A placeholder without value stays empty rather than showing its name to a customer."""
    return PLACEHOLDER.sub(lambda found: str(context.get(found[1], "")), str(words))


def words_of(sms_code, context) -> str:
    """The sentence behind a provider's template number, for the simulated phone; no database is asked."""
    for each in REGISTRY.values():
        if each.sms is not None and sms_code == default_sms_code(each.code):
            return fill(each.sms.body, context)
    return " ".join(context.values())


def default_sms_code(code) -> str:
    """The number the demo's provider knows a template by; a real provider gives its own, kept on the template's page."""
    return "SMS_" + code.replace(".", "_").upper()


def placeholders(code) -> set[str]:
    """Names that the declared texts of a template use; edited words may use no others."""
    each = declared(code)
    texts = [text for text in (each.inbox, each.sms, each.mail) if text is not None]
    return {name for text in texts for name in PLACEHOLDER.findall(f"{text.title} {text.body} {text.link}")}


def language_of(user) -> str:
    wanted = (getattr(user, "language", "") or settings.LANGUAGE_CODE).lower()
    return "en" if wanted.startswith("en") else "zh-hans"


@transaction.atomic
def change(template, *, overrides, sms_code, is_on, by) -> Template:
    """Put new words in use. Refuses a placeholder that the sender of the message does not fill, and words that the law forbids."""
    allowed = placeholders(template.code)
    for channel, languages in overrides.items():
        for words in languages.values():
            _check_placeholders(words, allowed, channel)
    door.require_allowed(read(overrides))
    template = locked(Template.objects.filter(pk=template.pk)).get()
    template.overrides, template.sms_code, template.is_on, template.changed_at = overrides, sms_code, is_on, clock.now()
    template.save(update_fields=["overrides", "sms_code", "is_on", "changed_at"])
    door.keep(place_of(template), template, by=by)
    publish(TemplateChanged(code=template.code, is_on=is_on, channels=sorted(overrides)), about=template, by=by)
    return template


def texts_of(overrides) -> dict[str, str]:
    """The edited words, as channel.language.part."""
    return {
        f"{channel}.{language}.{part}": text
        for channel, languages in overrides.items() for language, words in languages.items() for part, text in words.items()
    }  # fmt: skip


def read(overrides):
    """What the law says of edited words; a message may reach anybody, so it is read as strictly as an SMS."""
    return door.read(texts_of(overrides), READERS, kind="sms")


def _check_placeholders(words, allowed, channel):
    unknown = {name for text in words.values() for name in PLACEHOLDER.findall(text)} - allowed
    if unknown:
        raise Refused(
            _("This message has no value called {name}. Values it knows: {allowed}.").format(
                name=sorted(unknown)[0], allowed=", ".join(sorted(allowed)) or "–"
            )
        )
