"""The kinds of goods the law tells apart, and which term scopes each falls under."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductClass(models.TextChoices):
    HEALTH_FOOD = "health_food", _("Health food")
    ORDINARY_FOOD = "ordinary_food", _("Ordinary food")
    SPECIAL_MEDICAL = "special_medical", _("Food for special medical purposes")
    INFANT_FORMULA = "infant_formula", _("Infant formula")
    DRUG_OTC_A = "drug_otc_a", _("OTC drug, class A")
    DRUG_OTC_B = "drug_otc_b", _("OTC drug, class B")
    DRUG_RX = "drug_rx", _("Prescription drug")
    DEVICE_1 = "device_1", _("Medical device, class I")
    DEVICE_2 = "device_2", _("Medical device, class II")
    DEVICE_3 = "device_3", _("Medical device, class III")
    COSMETIC = "cosmetic", _("Cosmetic")
    DISINFECTANT = "disinfectant", _("Disinfectant")
    GENERAL = "general", _("General goods")
    VIRTUAL = "virtual", _("Virtual goods")
    HEALTH_BUNDLE = "health_bundle", _("Bundle of health foods")
    GOODS_BUNDLE = "goods_bundle", _("Bundle of ordinary goods")


class Zone(models.TextChoices):
    """Shelves that may hold one kind of goods alone (rules HF-14, HF-27, RX-05)."""

    HEALTH_FOOD = "health_food", _("Health food shelf")
    SPECIAL_MEDICAL = "special_medical", _("Shelf of foods for special medical purposes")
    INFANT_FORMULA = "infant_formula", _("Infant formula shelf")
    ORDINARY = "ordinary", _("Ordinary goods shelf")
    OTC = "otc", _("OTC drug shelf")
    RX = "rx", _("Prescription drug shelf")


FAMILY = {
    ProductClass.DRUG_OTC_A: "drug_otc",
    ProductClass.DRUG_OTC_B: "drug_otc",
    ProductClass.DEVICE_1: "device",
    ProductClass.DEVICE_2: "device",
    ProductClass.DEVICE_3: "device",
    ProductClass.VIRTUAL: "general",
    ProductClass.HEALTH_BUNDLE: "health_food",
    ProductClass.GOODS_BUNDLE: "ordinary_food",
}


def family(product_class: str) -> str:
    """The name the rule tables use: ``drug_otc`` covers classes A and B, ``device`` covers I to III, ``general``
    also what has no parcel; a bundle falls under the rules of what it holds, ordinary goods under those of ordinary food, the strictest."""
    return FAMILY.get(product_class, str(product_class))
