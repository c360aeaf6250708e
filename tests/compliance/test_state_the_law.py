"""Required statements, official functions, and the version of the rule set."""
from microstore.compliance import functions, reference, statements
from microstore.compliance.models import RuleSet
from microstore.compliance.services import note_version


def rules(product_class, surface):
    return [one.rule for one in statements.for_product(product_class, surface=surface)]


def test_health_food_states_both_warnings_on_its_page():
    assert [one.text for one in statements.for_product("health_food")] == ["保健食品不是药物，不能代替药物治疗疾病", "本品不能代替药物"]


def test_statements_follow_class_and_surface():
    assert rules("health_food", "cart") == ["S01"]
    assert rules("health_food", "advert") == ["S02"]
    assert rules("ordinary_food", "detail") == []
    assert rules("drug_otc_b", "detail") == ["S05"]
    assert rules("drug_rx", "checkout") == ["S07", "S14"]
    assert rules("device_2", "detail") == ["S09"]


def test_text_is_word_for_word():
    assert statements.text_of(statements.NOT_A_MEDICINE) == "保健食品不是药物，不能代替药物治疗疾病"


def test_removed_functions_cannot_be_chosen():
    codes = [code for code, __ in functions.choices()]
    assert {"HFX1", "HFX2", "HFX3"} & set(codes) == set()
    assert len(codes) == 24 + 23


def test_old_wording_of_a_function_is_known():
    assert functions.wordings_of(["HF01", "no such"])[:2] == ["有助于增强免疫力", "增强免疫力"]


def test_version_is_short_and_counts_every_row():
    assert len(reference.version()) == 12
    assert reference.counts()["ad_forbidden_terms"] == 986


def test_a_version_is_noted_once(db):
    assert note_version() == note_version()
    assert RuleSet.objects.filter(version=reference.version()).count() == 1
