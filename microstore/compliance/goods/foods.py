"""Foods, from the health food with its certificate to the ordinary packet."""
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass, Zone
from microstore.compliance.goods.declaration import Attribute, Goods, Kind
from microstore.core.sentences import gettext

PAGE = {"title": 2, "certificate_name": 3, "pictures": 2, "description": 1}
LABEL = {
    "ingredients": 2, "shelf_life": 1, "storage": 1, "maker_name": 2, "maker_address": 1, "maker_licence": 1, "standard_code": 1}
PROOF = ("certificate_basis", "certificate_until", "registry_url")
CERTIFIED = {
    "approval_number": True, "certificate_name": True, "suitable_population": True, "unsuitable_population": True, "dosage": True,
    "ingredients": True, "marker_content": True, "certificate_until": True, "maker_name": True, "standard_code": True}


def removed_function(revision):
    """Rule HF-11."""
    if any(code.startswith("HFX") for code in revision.function_ids):
        yield gettext("This health function was removed from the official list (rule HF-11).")


HEALTH_FOOD = Goods(
    ProductClass.HEALTH_FOOD, Zone.HEALTH_FOOD,
    required=PAGE | {
        "approval_number": 3, "function_claim": 3, "marker_content": 2, "suitable_population": 3, "unsuitable_population": 3, "dosage": 2,
        "cautions": 2} | LABEL,
    optional=("subtitle", *PROOF, "function_ids", "dosage_form", "origin"),
    certified=CERTIFIED | {"function_claim": True, "dosage_form": False},
    faults=(removed_function,), returns="R05b", needs_number=True, begins_with_certificate_name=True,
    facets=("category", "function", "brand", "dosage_form", "price"))

ORDINARY_FOOD = Goods(
    ProductClass.ORDINARY_FOOD, Zone.ORDINARY,
    required=PAGE | LABEL,
    optional=("subtitle", "dosage_form", "dosage", "cautions", "origin"),
    attributes=(
        Attribute("allergens", _("Allergens"), help=_("As printed on the label.")),
        Attribute("nutrition", _("Nutrition facts"), Kind.LONG)),
    returns="R05b", facets=("category", "brand", "origin", "price"))


def not_sold_online(revision):
    """Rule HF-18."""
    barred = SPECIAL_MEDICAL.attribute("kind").barred.get(revision.attributes.get("kind"))
    if barred:
        yield barred


SPECIAL_MEDICAL = Goods(
    ProductClass.SPECIAL_MEDICAL, Zone.SPECIAL_MEDICAL,
    required=PAGE | {"approval_number": 3, "suitable_population": 3, "dosage": 2, "cautions": 2} | LABEL,
    optional=("subtitle", *PROOF, "unsuitable_population", "dosage_form", "origin"),
    attributes=(
        Attribute(
            "kind", _("Kind of formula"), Kind.CHOICE, is_required=True, weight=2, is_read=False,
            choices=(("full", _("Complete nutrition")), ("specific", _("Complete nutrition for a specific disease")),
                     ("partial", _("Incomplete nutrition")), ("infant", _("For infants"))),
            barred={"specific": _("Formulas for a specific disease may not be sold online (rule HF-18).")}),
        Attribute("net_content", _("Net content"))),
    certified=CERTIFIED, faults=(not_sold_online,),
    returns="R05b", needs_number=True, may_be_promoted=False, facets=("category", "brand", "attribute:kind", "price"))

INFANT_FORMULA = Goods(
    ProductClass.INFANT_FORMULA, Zone.INFANT_FORMULA,
    required=PAGE | {"approval_number": 3, "suitable_population": 3, "dosage": 2, "cautions": 2} | LABEL,
    optional=("subtitle", *PROOF, "unsuitable_population", "dosage_form", "origin"),
    attributes=(
        Attribute(
            "stage", _("Stage of the formula"), Kind.CHOICE, is_required=True, weight=2, is_read=False,
            choices=(("1", _("Stage 1, up to 6 months")), ("2", _("Stage 2, 6 to 12 months")), ("3", _("Stage 3, 12 to 36 months")))),),
    certified=CERTIFIED, returns="R05b", needs_number=True, may_be_promoted=False,
    facets=("category", "brand", "attribute:stage", "price"))

FOODS = (HEALTH_FOOD, ORDINARY_FOOD, SPECIAL_MEDICAL, INFANT_FORMULA)
