"""Medicines: what may not be sold online at all, what is marked and kept apart, what is only told about."""
import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from microstore.compliance import reference
from microstore.compliance.classes import ProductClass, Zone
from microstore.compliance.goods.declaration import Attribute, Goods, Kind, Sale
from microstore.compliance.goods.foods import PAGE, PROOF
from microstore.core.sentences import gettext

CONTROL = Attribute(
    "control", _("Kept under control as"), Kind.CHOICE, is_required=True, weight=3, is_read=False, is_on_label=False,
    choices=(
        ("none", _("not controlled")), ("narcotic", _("narcotic")), ("psychotropic", _("psychotropic")), ("toxic", _("toxic")),
        ("radioactive", _("radioactive")), ("precursor", _("precursor of drugs")), ("protein_anabolic", _("anabolic agent")),
        ("peptide_hormone", _("peptide hormone"))))
NAMES = (
    Attribute("generic_name", _("Generic name"), is_required=True, weight=3),
    Attribute("holder", _("Marketing authorisation holder"), is_required=True, weight=2))
# patterns of the table that name a field instead of words
FIELDS = {"category": "control", "doping_list": "control", "dosage_form": "dosage_form"}
# rows of the table with an exception: the words that free a medicine stand among the wordings
FREED = {"D010", "D014", "D015"}


def prohibited(revision):
    """The rows of the list of medicines that may not be sold online which this page falls under (rule RX-04)."""
    for row in reference.rows("online_prohibited_drugs"):
        if _falls_under(row, revision) and not _is_freed(row, names_of(revision)):
            yield gettext("On the list of medicines that may not be sold online: %(item)s (rule RX-04).") % {"item": row["item_zh"]}


def names_of(revision) -> str:
    return " ".join((revision.title, revision.certificate_name, revision.attributes.get("generic_name") or "", revision.dosage_form))


def _falls_under(row, revision) -> bool:
    where, __, words = row["match_pattern"].rpartition("=")
    if where == "dosage_form":
        return bool(_pattern(words).search(names_of(revision)))
    if where in FIELDS:
        return revision.attributes.get(FIELDS[where]) in words.split("|")
    return bool(_pattern(words).search(names_of(revision)))


def _is_freed(row, names: str) -> bool:
    if row["row_id"] in FREED:
        return bool(_pattern(reference.wording(f"freed_{row['row_id']}")).search(names))
    if reference.wording("single_substance") not in row["exception"] or reference.wording("compound") in row["item_zh"]:
        return False
    return bool(_pattern(reference.wording("compound_medicine")).search(names))


@cache
def _pattern(words: str) -> re.Pattern:
    return re.compile(words)


REQUIRED = PAGE | {
    "approval_number": 3, "dosage": 2, "cautions": 2, "shelf_life": 1, "storage": 1, "maker_name": 2, "maker_address": 1}
LEAFLET = (
    Attribute("indications", _("Indications"), Kind.LONG, is_required=True, weight=3, is_read=False,
              help=_("Word for word as in the approved leaflet; compared with the snapshot of the leaflet.")),
    Attribute("contraindications", _("Contraindications"), Kind.LONG, is_required=True, weight=2, is_read=False),
    Attribute("adverse_reactions", _("Adverse reactions"), Kind.LONG, is_required=True, weight=2, is_read=False),
    Attribute("interactions", _("Interactions"), Kind.LONG, is_read=False))
CERTIFIED = {
    "approval_number": True, "certificate_name": True, "dosage": True, "certificate_until": True, "maker_name": True, "dosage_form": True,
    "attribute:generic_name": True, "attribute:holder": True}
LEAFLET_EQUAL = {f"attribute:{one.name}": True for one in LEAFLET}


def otc(code: ProductClass, mark: str, **fields) -> Goods:
    return Goods(
        code, Zone.OTC, required=REQUIRED,
        optional=(
            "subtitle", *PROOF, "dosage_form", "ingredients", "suitable_population", "unsuitable_population", "standard_code", "origin"),
        attributes=(*NAMES, CONTROL, *LEAFLET), certified=CERTIFIED | LEAFLET_EQUAL, faults=(prohibited,), returns="R09", mark=mark,
        needs_number=True, may_be_gift=False, facets=("category", "brand", "dosage_form", "price"), **fields)


OTC_A = otc(ProductClass.DRUG_OTC_A, _("OTC class A"), may_be_promoted=False)
OTC_B = otc(ProductClass.DRUG_OTC_B, _("OTC class B"))
RX = Goods(
    ProductClass.DRUG_RX, Zone.RX, required={name: weight for name, weight in REQUIRED.items() if name not in ("pictures", "dosage")},
    optional=("subtitle", *PROOF, "dosage_form"), attributes=(*NAMES, CONTROL), certified=CERTIFIED, faults=(prohibited,),
    returns="R09", sale=Sale.INFORMATION, mark=_("Prescription drug"),
    why_not_sold=_("Prescription drugs are not sold here: there is no price and nothing to buy (rule RX-07)."),
    needs_number=True, may_be_gift=False, may_be_promoted=False, facets=())

DRUGS = (OTC_A, OTC_B, RX)
