"""How questions are spelt, heard, mended; which words lead to a doctor and to no goods."""

from pathlib import Path

import pytest

from catalog import demo
from catalog.models import SearchSynonym
from catalog.search import asking, illness, quality, slips, spelling, synonyms
from microstore.compliance import functions
from microstore.core.errors import Refused
from tests.factories.catalog import make_person


@pytest.mark.parametrize(("text", "plain"), [
    ("ＶＣ", "vc"), ("魚油軟膠囊", "鱼油软胶囊"), ("汤臣倍健®钙片", "汤臣倍健钙片"), ("維生素Ｃ（橘子味）", "维生素c橘子味"),
    (" a-b_c ", "abc")])
def test_one_plain_spelling(text, plain):
    assert spelling.plain(text) == plain


def test_every_traditional_character_leads_to_one_simplified():
    assert spelling.plain("靈芝孢子粉葉酸鈣鎂鐵鋅") == "灵芝孢子粉叶酸钙镁铁锌"
    assert spelling.plain(spelling.plain("靈芝")) == spelling.plain("灵芝")


@pytest.mark.parametrize(("letters", "sounds"), [
    ("weishengsuc", ["wei", "sheng", "su", "c"]), ("yuyou", ["yu", "you"]), ("q10", ["q", "1", "0"]),
    ("xiyangshen", ["xi", "yang", "shen"])])
def test_latin_letters_are_cut_into_syllables(letters, sounds):
    assert spelling.read_aloud(letters) == sounds


def test_a_letter_alone_belongs_to_the_word_before_it():
    assert spelling.parts("weishengsu c 片") == ["weishengsuc", "片"]
    assert spelling.parts("c") == []


@pytest.mark.parametrize(("first", "second", "is_one"), [
    ("yuyou", "yuyou", True), ("yuyu", "yuyou", True), ("youyu", "yuyou", False), ("weishnegsu", "weishengsu", True),
    ("weisengsu", "weishengsu", True), ("abc", "abcd", True), ("abc", "acb", True), ("abc", "cba", False), ("ab", "abcd", False),
    ("", "a", True)])
def test_one_letter_wrong_missing_more_or_swapped_is_one_slip(first, second, is_one):
    assert slips.is_one_slip(first, second) is is_one
    assert slips.is_one_slip(second, first) is is_one


def test_what_is_one_slip_apart_shares_a_key():
    for meant, typed in (("weishengsu", "weishnegsu"), ("褪黑素", "褪黑索"), ("螺旋藻", "螺旋澡"), ("melatonin", "melatonni")):
        assert slips.keys_of(meant) & slips.keys_of(typed), (meant, typed)


@pytest.mark.parametrize("text", [
    "糖尿病", "高血压", "癌", "治疗失眠", "糖 尿 病", "tangniaobing", "tang niao bing", "tangniaobingchishenme", "gaoxueya", "糖鸟病",
    "高血壓", "吃什么降血糖", "痛风", "tongfeng", "降压药"])
def test_a_word_of_illness_is_known_in_any_spelling(text):
    assert illness.is_named_in(text)


def test_no_name_number_or_official_function_is_taken_for_an_illness():
    assert [row["name"] for row in demo.rows() if illness.is_named_in(row["name"])] == []
    assert [row["name"] for row in demo.rows("demo_categories") if illness.is_named_in(row["name"])] == []
    wordings = {wording for one in functions.all_functions().values() for wording in one.wordings if len(wording) > 3}
    assert [wording for wording in wordings if illness.is_named_in(wording)] == []


def test_no_judged_question_is_taken_for_an_illness():
    judged = quality.read(Path(__file__).parent / "data/judged_queries.csv")
    assert [one.query for one in judged if illness.is_named_in(one.query)] == []


def test_words_of_a_question_are_quoted_for_the_database():
    assert asking.by_text("鱼油软") == "('鱼油' & '油软')"
    assert asking.by_number("国食健注g20070158").startswith("('#0070' & ")
    assert asking.by_sound(["gai", "pian"]) == "('~gai.pian':*)"


@pytest.mark.django_db
def test_a_synonym_of_the_department_counts_at_once_and_is_gone_at_once(django_capture_on_commit_callbacks):
    by = make_person()
    assert synonyms.with_synonyms(["大蓝瓶"])[0].also == ()
    with django_capture_on_commit_callbacks(execute=True):
        row = synonyms.add("大蓝瓶", "鱼油", by=by)
    assert synonyms.with_synonyms(["大蓝瓶"])[0].also == ("鱼油",)
    with django_capture_on_commit_callbacks(execute=True):
        synonyms.remove(row, by=by)
    assert synonyms.with_synonyms(["大蓝瓶"])[0].also == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("also", "word"), [("高血压", "鱼油"), ("好东西", "抗癌"), ("ＶＣ", "vc"), ("!", "钙")])
def test_a_synonym_that_would_lead_from_illness_to_goods_is_refused(also, word):
    with pytest.raises(Refused):
        synonyms.add(also, word, by=make_person())
    assert not SearchSynonym.objects.exists()
