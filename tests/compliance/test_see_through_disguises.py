"""Words that hide: each way to hide them, what is told of it, and what a guess weighs."""

import time

import pytest

from microstore.compliance import reference
from microstore.compliance.scanner import Subject, scan

HEALTH_FOOD = Subject("health_food", ("HF01",))


def hits(text, subject=HEALTH_FOOD, kind="listing"):
    return [(hit.text, hit.read_as, hit.level) for hit in scan({"text": text}, subject, kind=kind).hits]


@pytest.mark.parametrize("text", [
    "zhiliao 高血压", "治l疗", "gao xue ya", "降ya茶", "zhì liáo", "ZHI-LIAO", "治.疗", "治，疗，",
    "治🔥疗", "ｚｈｉｌｉａｏ", "治療", "冶疗", "氵台疒了",
    "根\n治", "治\n疗\n失\n眠", "治&#30103;", "治<b></b>疗", "治&zwnj;疗", "<img alt='根治糖尿病'>",
    "治\u200b疗", "治\ufe0f疗", "治\u0336疗", "治\u3164疗",
    "3高人群", "第1品牌", "提高免疫カ", "第ー品牌", "⽌痛", "根z治疗"])
@pytest.mark.duty("G4")
def test_a_hidden_claim_is_blocked(text):
    assert scan({"text": text}, HEALTH_FOOD).level == "block"


@pytest.mark.parametrize(("text", "found"), [
    ("根z鼻癌", ("根z", "根治", "review")), ("无副z用", ("无副z用", "无副作用", "warn")), ("高血y人群", ("高血y", "高血压", "warn")),
    ("gxy人群", ("gxy", "高血压", "review")), ("前列线炎", ("前列线炎", "前列腺炎", "warn")), ("颈锥病", ("颈锥病", "颈椎病", "warn"))])
def test_a_guess_asks_a_person_instead_of_forbidding(text, found):
    assert found in hits(text)


@pytest.mark.parametrize("text", [
    "冷热水中、风味不同", "维生素C长期存放请避光", "Women's Choice 牌", "Nature Made", "含DHA、EPA与CoQ10", "维c片",
    "B族维生素", "第1步，撕开封口",
    "每日1次，每次1片", "共3盒", "研发成功，率先上市", "含量<5%，水分>3%", "A&B 两种口味",
    "降低\n压力", "关于心理学的书", "NMN 与 PQQ", "型号 tnt-8"])
def test_what_only_looks_like_a_disguise_is_not_blocked(text):
    assert scan({"text": text}, HEALTH_FOOD).level in ("pass", "review")


def test_a_hidden_word_is_told_where_it_stands_and_what_it_is():
    text = "本品能 zhì-liáo 失眠"
    hit = scan({"text": text}, HEALTH_FOOD).hits[0]
    assert (text[hit.start:hit.end], hit.read_as) == ("zhì-liáo", "治疗")
    text = "前文 治&#30103;。"
    hit = scan({"text": text}, HEALTH_FOOD).hits[0]
    assert text[hit.start:hit.end] == "治&#30103;"


def test_the_certificate_name_is_read_as_one_thing_in_every_reading():
    subject = Subject("health_food", (), ("倍健牌B族减肥茶（D3型）",))
    assert hits("倍健牌B族减肥茶（D3型）", subject) == []
    assert [text for text, _, _ in hits("倍健牌B族减肥茶（D3型）减z肥", subject)] == ["减z肥"]


@pytest.mark.parametrize("text", ["适宜人群：想根治糖尿病的人", "适宜人群：需要治疗失眠者"])
def test_the_people_field_excuses_who_they_are_and_no_promise(text):
    assert scan({"text": text}, HEALTH_FOOD).level == "block"


@pytest.mark.parametrize("text", [
    "<" * 3000, "&" * 3000, "治" * 4000, "&#x" * 900, "zhi" * 1500, "a b " * 900, "一\n" * 1500, "，治" * 1500, "氵台" * 900])
def test_hostile_text_does_not_hold_the_scan_up(text):
    start = time.process_time()
    scan({"text": text}, HEALTH_FOOD)
    assert time.process_time() - start < 2


def test_every_term_of_characters_alone_has_its_spelling():
    spelled = {row["term_id"]: row["term"] for row in reference.rows("term_spellings")}
    assert spelled == {
        row["term_id"]: row["pattern"] for row in reference.rows("ad_forbidden_terms")
        if row["match_type"] == "literal" and all("\u3400" <= letter <= "\u9fff" for letter in row["pattern"])}
    assert all(len(row["term"]) == len(row["spelling"].split()) for row in reference.rows("term_spellings"))
