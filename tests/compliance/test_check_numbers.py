"""Every format of the table accepts its own examples and refuses its own counterexamples."""
import pytest

from microstore.compliance import numbers, reference

FORMATS = reference.rows("approval_number_patterns")


def examples(column):
    """(format, number); examples that are descriptions instead of numbers are left out."""
    return [(row["code"], number.strip()) for row in FORMATS for number in row[column].split(" ; ") if number.strip()]


@pytest.mark.parametrize(("code", "number"), examples("valid_examples"))
def test_number_of_the_right_form_is_accepted(code, number):
    number = number.replace("—", "-")
    assert numbers.has_form(code, number)


@pytest.mark.parametrize(("code", "number"), examples("invalid_examples"))
def test_number_of_a_wrong_form_is_refused(code, number):
    assert not numbers.has_form(code, number)


@pytest.mark.parametrize(("number", "code", "is_legacy"), [
    ("国食健注G20190188", "HF_REG_DOM", False), ("国食健注Ｇ2019 0188", "HF_REG_DOM", False), ("食健备G202144001234", "HF_FIL_DOM", False),
    ("国食健字G20100456", "HF_LEG_DOM", True), ("卫食健字（1998）第080号", "HF_MOH_DOM", True), ("国食健注J20210012", "HF_REG_IMP", False)])
def test_health_food_number_is_known_with_its_format(number, code, is_legacy):
    check = numbers.check_approval(number, "health_food")
    assert (check.code, check.is_legacy, check.fault) == (code, is_legacy, "")


def test_seven_digits_are_refused():
    check = numbers.check_approval("国食健注G2019018", "health_food")
    assert not check.is_valid
    assert "HF-01" in str(check.fault)


def test_wrong_filing_prefix_is_named():
    assert "食健备G" in str(numbers.check_approval("国食健备G202144001234", "health_food").fault)


def test_production_licence_is_no_approval_number():
    assert not numbers.check_approval("SC12744010100019", "health_food").is_valid


def test_class_without_number_accepts_none_and_health_food_does_not():
    assert numbers.check_approval("", "ordinary_food").fault == ""
    assert "HF-01" in str(numbers.check_approval("", "health_food").fault)


def test_device_number_is_no_health_food_number():
    assert not numbers.check_approval("国械注准20183770001", "health_food").is_valid
    assert numbers.check_approval("国械注准20183770001", "device_3").code == "DEV_REG_NAT"


@pytest.mark.parametrize(("code", "is_valid"), [
    ("6971501680012", True), ("6971501680013", False), ("2900000000018", True),
    ("96385074", True), ("036000291452", True), ("697150168001", False),
    ("", False), ("69715016800１2", False)])
def test_bar_code_is_valid_only_with_its_check_digit(code, is_valid):
    assert numbers.gtin_is_valid(code) is is_valid
