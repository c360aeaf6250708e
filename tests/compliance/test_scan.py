"""The scanner: disguises seen through, the law's own words let through, the right severity, the right class."""
import csv
import time
from pathlib import Path

import pytest

from microstore.compliance import reference
from microstore.compliance.classes import ProductClass
from microstore.compliance.scanner import Subject, scan

HEALTH_FOOD = Subject("health_food", ("HF01",))
PRODUCTS = Path(__file__).parents[2] / "catalog/data/demo_products.csv"


def level(text, subject=HEALTH_FOOD, kind="listing"):
    return scan({"text": text}, subject, kind=kind).level


def words(text, subject=HEALTH_FOOD, kind="listing"):
    return [hit.text for hit in scan({"text": text}, subject, kind=kind).hits]


@pytest.mark.parametrize("text", [
    "本品可治疗糖尿病", "降三高胶囊", "治·疗失眠", "根 治 高 血 压",
    "治療高血壓", "國家級配方", "最*佳选择", "第 一 品牌", "Ｎｏ.1 品牌",
    "治\u200b愈率98%",
    "３天见效", "总有效率98%", "专家推荐", "比药更有效", "不吃就会得癌症",
    "包治百病", "无副作用", "替代药物", "人民大会堂特供", "開光轉運", "銷量第壹"])
@pytest.mark.duty("G4")
def test_forbidden_claim_is_blocked_in_every_disguise(text):
    assert level(text) == "block"


@pytest.mark.parametrize("row", reference.rows("ad_exempt_contexts"), ids=lambda row: row["exempt_id"])
def test_excused_context_passes(row):
    assert level(row["test_hit"]) == "pass"


def test_statutory_warnings_pass():
    assert level("保健食品不是药物，不能代替药物治疗疾病。本品不能代替药物。") == "pass"


def test_excuse_covers_its_own_place_alone():
    assert words("最佳食用时间为早餐后，口感最佳") == ["最佳"]


def test_official_wording_passes_only_for_functions_of_the_certificate():
    assert level("有助于增强免疫力", Subject("health_food", ("HF01",))) == "pass"
    assert level("有助于增强免疫力", Subject("health_food", ("HF06",))) == "block"


@pytest.mark.parametrize("goods", ProductClass.values)
def test_a_promise_of_healing_passes_on_no_class_of_goods(goods):
    assert scan({"text": "本品可根治高血压"}, Subject(goods)).level != "pass"


def test_ordinary_food_may_not_even_use_official_wording():
    assert level("有助于增强免疫力", Subject("ordinary_food", ("HF01",))) == "block"


def test_official_wording_does_not_shield_what_stands_beside_it():
    assert words("有助于增强免疫力，治疗感冒") == ["治疗", "感冒"]


def test_name_on_the_certificate_passes_and_elsewhere_the_word_is_blocked():
    subject = Subject("health_food", (), ("倍健牌减肥茶",))
    assert level("倍健牌减肥茶", subject) == "pass"
    assert words("倍健牌减肥茶，减肥快", subject) == ["减肥"]


def test_people_field_excuses_health_food_alone():
    assert level("适宜人群：便秘者") == "pass"
    assert level("适宜人群：便秘者", Subject("ordinary_food")) == "block"


LEAFLET = "适应症：用于缓解轻度头痛，也用于感冒引起的发热。"


@pytest.mark.parametrize("goods", ["drug_otc_a", "drug_otc_b", "drug_rx", "device_1", "device_2", "device_3"])
def test_disease_words_of_drugs_and_devices_pass_inside_the_approved_leaflet_alone(goods):
    subject = Subject(goods, leaflet=(LEAFLET,))
    assert level(LEAFLET, subject) == "pass"
    assert level(LEAFLET) == "block"
    assert level(LEAFLET, Subject(goods)) == "review"
    assert words(f"{LEAFLET}还能治疗失眠", subject) == ["治疗", "失眠"]
    assert level("适应症：用于缓解头痛", subject) == "review"


def test_a_leaflet_excuses_nothing_on_health_food():
    assert level(LEAFLET, Subject("health_food", leaflet=(LEAFLET,))) == "block"


def test_citation_asks_for_evidence_and_promotion_for_a_reason():
    assert level("含富硒原料") == "review"
    assert level("限时热销") == "warn"


def test_inducement_is_blocked_in_adverts_of_health_food_and_in_messages():
    assert level("限时热销", kind="advert") == "block"
    assert level("限时热销", kind="sms") == "block"
    assert level("限时热销", Subject("general"), kind="advert") == "pass"


def test_knowledge_may_name_diseases_but_not_promise_safety():
    assert level("糖尿病患者的饮食", kind="knowledge") == "pass"
    assert level("无副作用", kind="knowledge") == "block"


def test_verdict_is_the_highest_of_its_hits():
    assert level("限时热销，根治") == "block"


def test_hit_names_place_law_and_suggestion_in_the_text_as_written():
    text = "本品可 治·疗 失眠"
    hit = scan({"title": text}, HEALTH_FOOD).hits[0]
    assert (hit.field, text[hit.start:hit.end], hit.category, hit.level) == ("title", "治·疗", "medical", "block")
    assert hit.law.startswith("《")
    assert hit.suggestion


def test_long_term_is_told_once():
    assert words("全网销量第一") == ["全网销量第一"]


def test_same_texts_have_the_same_hash_and_the_version_of_the_rules():
    one, two = scan({"a": "甲", "b": "乙"}, HEALTH_FOOD), scan({"b": "乙", "a": "甲"}, HEALTH_FOOD)
    assert one.text_hash == two.text_hash
    assert one.version == reference.version()
    assert scan({"a": "乙", "b": "甲"}, HEALTH_FOOD).text_hash != one.text_hash


@pytest.mark.parametrize("text", ["", " ", "\x00", "·" * 5000, "最" * 3000, "a" * 5000, "\u200b" * 100, "🍵" * 50, "第" + " " * 500 + "一"])
def test_odd_text_is_read_without_trouble(text):
    scan({"text": text}, HEALTH_FOOD)


def labels_of(row):
    wording = reference.wording
    return {
        "title": row["name"], "function": row["function_claim"], "ingredients": row["ingredients"], "dosage": row["dosage"],
        "storage": row["storage"], "cautions": row["cautions"], "suitable": wording("suitable_population") + row["suitable_population"],
        "unsuitable": wording("unsuitable_population") + row["unsuitable_population"]}


def test_labels_of_the_201_real_products_pass(record_property):
    with PRODUCTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    start = time.perf_counter()
    levels = [scan(labels_of(row), Subject("health_food", tuple(row["function_ids"].split("|")), (row["name"],))).level for row in rows]
    record_property("milliseconds_per_product", round((time.perf_counter() - start) * 1000 / len(rows), 2))
    assert levels == ["pass"] * 201


def test_a_planted_claim_blocks_each_real_product():
    with PRODUCTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            texts = labels_of(row) | {"subtitle": "根治糖尿病"}
            verdict = scan(texts, Subject("health_food", tuple(row["function_ids"].split("|")), (row["name"],)))
            assert (verdict.level, {hit.field for hit in verdict.hits}) == ("block", {"subtitle"}), row["name"]
