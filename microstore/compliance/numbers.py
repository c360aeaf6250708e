"""Numbers that the law gives a form: approvals, licences, bar codes."""
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from microstore.compliance import reference
from microstore.compliance.classes import ProductClass, family
from microstore.core.sentences import gettext as _

NEEDS_NUMBER = {
    ProductClass.HEALTH_FOOD, ProductClass.SPECIAL_MEDICAL, ProductClass.INFANT_FORMULA, ProductClass.DRUG_OTC_A, ProductClass.DRUG_OTC_B,
    ProductClass.DRUG_RX, ProductClass.DEVICE_1, ProductClass.DEVICE_2, ProductClass.DEVICE_3,
}


@dataclass(frozen=True)
class NumberCheck:
    """What a number turned out to be. ``is_legacy`` numbers need proof (rule HF-03); ``fault`` is a sentence for the person."""
    number: str
    code: str = ""
    name: str = ""
    is_legacy: bool = False
    law: str = ""
    fault: str = ""

    @property
    def is_valid(self) -> bool:
        return bool(self.code)


def normalise(number: str) -> str:
    """Full-width characters become plain, blanks and control characters go (rule HF-01)."""
    return re.sub(r"[\s\x00-\x1f]+", "", unicodedata.normalize("NFKC", number or ""))


def check_approval(number: str, product_class: str) -> NumberCheck:
    """Judge an approval number for a class of goods. A class that needs none accepts an empty one."""
    number = normalise(number)
    if not number:
        fault = _("Goods of this class need an approval number (rule HF-01).") if product_class in NEEDS_NUMBER else ""
        return NumberCheck(number, fault=fault)
    for row, pattern in _formats_of(family(product_class)):
        if pattern.fullmatch(number):
            return NumberCheck(number, row["code"], row["name_zh"], row["status"] != "current", row["law_ref"])
    return NumberCheck(number, fault=_fault(number))


def _fault(number: str) -> str:
    """Rule HF-02: the prefix people get wrong is named."""
    if number.startswith(reference.wording("wrong_filing_prefix")):
        return _("The prefix is wrong: filing numbers begin with %(right)s (rule HF-02).") % {
            "right": reference.wording("right_filing_prefixes")}
    return _("The approval number does not have a valid form for this class of goods (rule HF-01).")


@cache
def _formats_of(kind: str) -> tuple:
    """(row, compiled pattern) of every format that applies to a class; production licences are checked apart."""
    found = [row for row in reference.rows("approval_number_patterns") if kind in row["applies_to"].split("|") and row["code"] not in APART]
    return tuple((row, re.compile(row["regex"], re.ASCII)) for row in found)


APART = {"FOOD_PROD_HF", "TRACE"}


def has_form(code: str, number: str) -> bool:
    """Whether a number has the form named ``code`` in the table of formats, check digit included."""
    row = reference.by_id("approval_number_patterns")[code]
    number = normalise(number)
    extra = CHECK_DIGITS.get(row["extra_check"])
    return bool(re.fullmatch(row["regex"], number, re.ASCII)) and (extra is None or extra(number))


def gtin_is_valid(code: str) -> bool:
    """GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications 7.9)."""
    if not re.fullmatch(r"\d{8}|\d{12,14}", code, re.ASCII):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0


def usci_is_valid(code: str) -> bool:
    """Unified social credit code with its check character (GB 32100-2015)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = code.upper()
    if len(code) != 18 or any(sign not in signs for sign in code):
        return False
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return signs[(31 - total % 31) % 31] == code[17]


def citizen_id_is_valid(code: str) -> bool:
    """Identity number with its check character (GB 11643-1999)."""
    if not re.fullmatch(r"\d{17}[\dXx]", code, re.ASCII):
        return False
    total = sum(int(digit) * (pow(2, 17 - place) % 11) for place, digit in enumerate(code[:17]))
    return "10X98765432"[total % 11] == code[17].upper()


CHECK_DIGITS = {"ean13": gtin_is_valid, "usci": usci_is_valid, "cn_id": citizen_id_is_valid}
