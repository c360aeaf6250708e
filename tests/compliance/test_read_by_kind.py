"""Every cell of the table of categories and kinds of text. ``own``: the severity of the term list; ``-``: not read there."""

import pytest

from microstore.compliance import reference
from microstore.compliance.scanner import Subject, scan

KINDS = ("listing", "advert", "promo", "sms", "script", "knowledge", "policy")
EVERYWHERE = ("own", "own", "own", "own", "own", "own", "-")
CLAIMS = ("own", "own", "own", "own", "own", "-", "-")
DOUBTED = ("warn", "warn", "warn", "warn", "warn", "-", "-")
EVIDENCE = ("review", "review", "review", "review", "review", "review", "-")
FORBIDDEN = ("block", "block", "block", "block", "block", "-", "-")
TABLE = {
    **dict.fromkeys(("absolute", "state_organ", "superstition", "vulgar", "mlm", "fear"), EVERYWHERE),
    **dict.fromkeys(("guarantee", "safety", "timing", "necessity", "comparison", "endorsement"), EVERYWHERE),
    **dict.fromkeys(("breastmilk", "minors"), EVERYWHERE),
    **dict.fromkeys(("medical", "function"), CLAIMS),
    "inducement": ("warn", "block", "warn", "block", "warn", "-", "-"),
    **dict.fromkeys(("false_promo", "fake_sales"), DOUBTED),
    **dict.fromkeys(("citation", "patent", "label"), EVIDENCE),
    "knowledge_link": ("-", "-", "-", "-", "-", "block", "-"),
    "unfair_term": ("own",) * 7,
}  # fmt: skip
DRUGS = {
    "medical": ("review", "review", "review", "review", "review", "-", "-"),
    "drug_gift": FORBIDDEN, "rx": FORBIDDEN, "drug_ad": EVERYWHERE,
    "inducement": ("warn", "block", "warn", "block", "warn", "-", "-"),
}  # fmt: skip
CELLS = [
    (goods, category, kind, ruling)
    for goods, table in (("health_food", TABLE), ("drug_otc_a", DRUGS))
    for category, row in table.items()
    for kind, ruling in zip(KINDS, row, strict=True)
]


PURE = {"false_promo": "跳楼价", "fake_sales": "好评如潮"}  # terms that contain no term of another category


def sample(category: str, goods: str):
    """A term of the category that is read for these goods; claims of drugs are disease words of the list for other goods."""
    family = {"drug_otc_a": "drug_otc"}.get(goods, goods)
    rows = [row for row in reference.rows("ad_forbidden_terms") if row["category"] == category]
    if category == "knowledge_link":
        return rows[0], "加入购物车"
    wanted = PURE.get(category)
    row = next(row for row in rows if row["match_type"] == "literal" and wanted in (None, row["pattern"]) and (
        category == "medical" or {family, "all"} & set(row["scope"].split("|"))))
    return row, row["pattern"]


@pytest.mark.parametrize(("goods", "category", "kind", "ruling"), CELLS)
def test_a_category_counts_in_a_kind_of_text_as_the_table_says(goods, category, kind, ruling):
    row, word = sample(category, goods)
    expected = "pass" if ruling == "-" else row["severity"] if ruling == "own" else ruling
    assert scan({"text": word}, Subject(goods), kind=kind).level == expected


def test_every_category_of_the_term_list_has_its_line():
    assert {row["category"] for row in reference.rows("ad_forbidden_terms")} == {
        row["category"] for row in reference.rows("scan_matrix") if row["goods"] == "all"}


@pytest.mark.parametrize("goods", ["special_medical", "drug_otc_b", "drug_rx", "device_1", "device_2", "device_3", "health_food"])
def test_adverts_of_goods_under_advert_review_must_not_induce(goods):
    if goods != "drug_rx":  # the term list names drugs without a prescription; those with one are never advertised
        assert scan({"text": "免费领取"}, Subject(goods), kind="advert").level == "block"
        assert scan({"text": "免费领取"}, Subject(goods), kind="promo").level == "warn"


def test_health_knowledge_carries_no_product():
    assert scan({"text": "糖尿病患者的饮食"}, Subject("health_food"), kind="knowledge").level == "pass"
    assert scan({"text": "详见 /p/gai-mei-p00012/"}, Subject("health_food"), kind="knowledge").level == "block"
    assert scan({"text": "详见 /p/gai-mei-p00012/"}, Subject("health_food"), kind="listing").level == "pass"


def test_policies_may_name_what_they_forbid():
    assert scan({"text": "禁止使用“根治”“第一品牌”“无副作用”等字样"}, Subject("health_food"), kind="policy").level == "pass"


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_word_is_not_kept_for_the_shop_whatever_the_text(kind):
    """Rule EC-21; that a medicine is not taken back without a fault is lawful."""
    assert scan({"text": "活动最终解释权归本公司所有"}, Subject("health_food"), kind=kind).is_blocked
    assert scan({"text": "特价商品概 不 退 换"}, Subject("general"), kind=kind).is_blocked
    assert not scan({"text": "药品除质量原因外，一经售出，不得退换。"}, Subject("drug_otc_a"), kind=kind).is_blocked
