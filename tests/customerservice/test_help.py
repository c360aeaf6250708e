"""The help centre: written by one, published by another, every version kept, shown on its page and in blocks."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from customerservice.help import reading
from customerservice.help import services as help_centre
from customerservice.models import HelpEntry, HelpRevision, HelpTopic
from microstore.compliance.models import ScanRecord
from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.stores import block_registry
from tests.factories.catalog import make_person, make_shop

pytestmark = pytest.mark.django_db

WORDS = {"question": "周末发货吗？", "answer": "周末照常发货。", "question_en": "Do you ship at weekends?", "answer_en": "Yes, we do."}


@pytest.fixture(autouse=True)
def _empty():
    HelpEntry.objects.update(live=None)
    HelpEntry.objects.all().delete()
    make_shop()


def write(by, entry=None, **words):
    return help_centre.write(entry, topic=HelpTopic.DELIVERY, position=10, words=WORDS | words, by=by)


def publish(entry, by):
    approvals.decide(help_centre.submit(entry, by=by), yes=True, reason="属实", by=make_person())
    entry.refresh_from_db()
    return entry


def page(client, query=""):
    return client.get(f"/help/{query}").content.decode()


def test_nothing_is_shown_before_another_person_has_published_it(client):
    author = make_person()
    asked = help_centre.submit(write(author), by=author)
    assert WORDS["answer"] not in page(client)
    with pytest.raises(Refused):
        approvals.decide(asked, yes=True, reason="好", by=author)
    approvals.decide(asked, yes=True, reason="属实", by=make_person())
    assert WORDS["answer"] in page(client)
    assert ScanRecord.objects.filter(source=help_centre.PLACE).count() == 1


def test_what_is_shown_stays_until_the_next_version_is_published_and_is_kept_after(client):
    author = make_person()
    entry = publish(write(author), author)
    write(author, entry, answer="周末也发货，节假日除外。")
    assert WORDS["answer"] in page(client)
    publish(entry, author)
    assert "节假日除外" in page(client) and WORDS["answer"] not in page(client)
    assert list(entry.revisions.values_list("number", "state")) == [(2, "published"), (1, "past")]


def test_a_forbidden_word_is_not_handed_in():
    author = make_person()
    entry = write(author, answer="本品可治愈失眠，疗效显著。")
    with pytest.raises(Refused):
        help_centre.submit(entry, by=author)
    assert HelpRevision.objects.get().state == "draft"


def test_a_version_that_waits_is_not_changed_under_the_approver():
    author = make_person()
    entry = write(author)
    help_centre.submit(entry, by=author)
    with pytest.raises(Refused):
        write(author, entry, answer="改了。")
    assert HelpRevision.objects.get().answer == WORDS["answer"]


def test_readers_of_english_see_english_and_words_narrow_in_their_language(client):
    author = make_person()
    publish(write(author), author)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Yes, we do." in page(client, "?q=weekends")
    assert WORDS["answer"] not in page(client)
    assert page(client, "?q=xyzzy").count("<details") == 0


def test_a_block_shows_the_answers_of_its_topics_and_nothing_without_any(rf: RequestFactory):
    author = make_person()
    data = {"title": "常见问题", "most": 6}

    def drawn(topics):
        with translation.override("zh-hans"):
            return block_registry.kinds["help"].render(rf.get("/"), data | {"topics": topics})

    assert drawn(["delivery"]) == ""
    publish(write(author), author)
    assert WORDS["answer"] in drawn(["delivery"])
    assert drawn(["paying"]) == ""


def test_withdrawn_it_is_gone_and_kept(client):
    author = make_person()
    entry = publish(write(author), author)
    help_centre.withdraw(entry, reason="不再适用", by=author)
    assert WORDS["answer"] not in page(client)
    assert reading.topics() == []
    assert entry.revisions.get().state == "past"



def test_what_every_shop_begins_with_is_allowed_by_the_rule_book():
    with Path(settings.BASE_DIR, "customerservice/data/help.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["topic"] for row in rows} == set(HelpTopic)
    said = [help_centre.read(HelpRevision(entry_id=0, **{name: row[name] for name in help_centre.WORDS})) for row in rows]
    assert [verdict.hits for verdict in said if verdict.is_blocked] == []
