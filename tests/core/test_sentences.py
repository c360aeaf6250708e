"""What the program says is kept by message and facts, and read in the language of the reader."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, override

from microstore.core import clock, sentences
from microstore.core.events import Note, publish
from microstore.core.models import Event, Job
from microstore.core.sentences import gettext as _
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def kept(reason) -> int:
    return publish(Note("…"), about=accounts.make_customer(), reason=reason).pk


def read(pk, language) -> str:
    with override(language):
        return Event.objects.get(pk=pk).reason


def test_a_sentence_written_in_one_language_is_read_in_another():
    with override("zh-hans"):
        pk = kept(_("%(done)d rows written") % {"done": 3})
    assert (read(pk, "zh-hans"), read(pk, "en")) == ("已写入 3 行", "3 rows written")


def test_what_stands_in_a_sentence_is_read_in_the_same_language():
    with override("zh-hans"):
        named = sentences.listed([gettext_lazy("Number"), _("Store"), "HP0001"])
        pk = kept(_("A new product needs: %(fields)s.") % {"fields": named})
    assert (read(pk, "zh-hans"), read(pk, "en")) == ("新产品必须填写：编号、微店、HP0001。", "A new product needs: Number, Store, HP0001.")


def test_a_sentence_that_was_read_can_be_kept_again():
    with override("zh-hans"):
        again = kept(read(kept(_("Cancelled.")), "zh-hans"))
    assert read(again, "en") == "Cancelled."


def test_what_people_typed_stays_as_typed():
    typed = "%(done)d rows written 已取消"
    pk = kept(typed)
    assert read(pk, "zh-hans") == read(pk, "en") == typed


@pytest.mark.parametrize("times", [1, 3])
def test_nobody_types_a_sentence(times):
    pk = kept(f'{sentences.MARK * times}{{"say": "Cancelled."}}')
    assert read(pk, "zh-hans") == '{"say": "Cancelled."}'


def test_nobody_types_a_sentence_into_one_that_is_too_long():
    field = sentences.SentenceField(max_length=12)
    assert field.get_prep_value(_("%(name)s is on duty") % {"name": f"{sentences.MARK}12345678901"}) == "12345678901"


def test_json_keeps_sentences_wherever_they_stand():
    with override("zh-hans"):
        pk = publish(Note(_("Cancelled.")), about=accounts.make_customer()).pk
    with override("en"):
        assert Event.objects.get(pk=pk).facts == {"text": "Cancelled.", "for_customer": False}


def test_a_refusal_remembers_its_sentence():
    with override("zh-hans"):
        error = sentences.of_error(ValidationError(gettext_lazy("%(done)d rows written"), params={"done": 2}))
        job = Job.objects.create(number="JB1", kind="x", asked_at=clock.now(), message=error)
    with override("en"):
        assert Job.objects.get(pk=job.pk).message == "2 rows written"


def test_a_line_too_short_for_the_facts_keeps_what_was_read():
    with override("zh-hans"):
        field = sentences.SentenceField(max_length=12)
        assert field.get_prep_value(_("%(done)d rows written") % {"done": 3}) == "已写入 3 行"
