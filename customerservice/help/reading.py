"""The help centre as customers read it: topics in the order people meet them, narrowed by words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from customerservice.models import HelpEntry, HelpTopic

MORE = {  # topic → the page that says it in full
    HelpTopic.RETURNING: ("returns", _("Returns")),
    HelpTopic.GOODS: ("licences", _("Licences")),
    HelpTopic.ACCOUNT: ("privacy", _("Privacy")),
    HelpTopic.COMPLAINTS: ("contact", _("Contact")),
}


@dataclass(frozen=True)
class Topic:
    """``entries`` are questions with their answers; ``more`` names the page that says it in full."""

    code: str
    title: str
    entries: list[tuple[str, str]]
    more: tuple[str, str] | None


def topics(text: str = "") -> list[Topic]:
    """Topics with the entries in which every word stands, in the language of the reader. One query."""
    wanted = text.lower().split()
    found = {topic: [] for topic in HelpTopic}
    for entry in HelpEntry.objects.shown():
        question, answer = entry.live.words
        if all(word in f"{entry.get_topic_display()} {question} {answer}".lower() for word in wanted):
            found[HelpTopic(entry.topic)].append((question, answer))
    return [Topic(topic.value, topic.label, entries, MORE.get(topic)) for topic, entries in found.items() if entries]


def of_topics(codes) -> list[tuple[str, str]]:
    """Questions and answers of some topics, in the order of the help page."""
    return [entry for topic in topics() if topic.code in codes for entry in topic.entries]
