"""A question of the help centre is written on while it is handed in: what waits for the second person is what was handed in."""

import pytest

from customerservice.help import services as help_centre
from customerservice.models import HelpTopic
from microstore.core import approvals
from tests.factories.catalog import make_person
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_what_waits_is_a_version_that_waits():
    author = make_person()
    words = dict.fromkeys(help_centre.WORDS, "") | {"question": "周末发货吗？", "answer": "周末照常发货。"}

    def write(entry=None, **other):
        return help_centre.write(entry, topic=HelpTopic.DELIVERY, position=10, words=words | other, by=author)

    entries = [write() for _each in range(4)]
    submitted = [lambda entry=entry: help_centre.submit(entry, by=author) for entry in entries]
    written = [lambda entry=entry: write(entry, answer="改过的回答。") for entry in entries]
    together(*submitted, *written)
    for entry in entries:
        draft = entry.open_revision
        assert (draft.state == "submitted") == (approvals.waiting_about(draft) is not None)
