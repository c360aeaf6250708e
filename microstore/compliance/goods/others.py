"""Goods that are neither food nor medicine."""
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass, Zone
from microstore.compliance.goods.declaration import Attribute, Goods, Kind
from microstore.compliance.goods.foods import PAGE

COSMETIC = Goods(
    ProductClass.COSMETIC, Zone.ORDINARY,
    required=PAGE | {"approval_number": 3, "ingredients": 2, "cautions": 1, "shelf_life": 1, "maker_name": 2, "maker_address": 1},
    optional=("subtitle", "dosage", "storage", "maker_licence", "standard_code", "origin", "certificate_until", "registry_url"),
    attributes=(
        Attribute("registrant", _("Registrant or filer"), is_required=True, weight=2),
        Attribute("net_content", _("Net content"), is_required=True),
        Attribute("period_after_opening", _("Months usable after opening"), Kind.NUMBER),
        Attribute("skin", _("Skin it is for"), Kind.CHOICE, is_read=False, choices=(
            ("all", _("every skin")), ("dry", _("dry skin")), ("oily", _("oily skin")), ("sensitive", _("sensitive skin"))))),
    certified={"approval_number": True, "certificate_name": True, "attribute:registrant": True, "ingredients": False},
    returns="R05b", needs_number=True, facets=("category", "brand", "attribute:skin", "price"))

DISINFECTANT = Goods(
    ProductClass.DISINFECTANT, Zone.ORDINARY,
    required=PAGE | {"cautions": 2, "shelf_life": 1, "maker_name": 2, "maker_address": 1, "maker_licence": 2},
    optional=("subtitle", "ingredients", "dosage", "storage", "standard_code", "origin"),
    attributes=(
        Attribute("kills", _("Kinds of germs, as in the safety report"), is_required=True, weight=2),
        Attribute("net_content", _("Net content"), is_required=True)),
    returns="R05b")

GENERAL = Goods(
    ProductClass.GENERAL, Zone.ORDINARY, required=PAGE,
    optional=("subtitle", "approval_number", "registry_url", "maker_name", "maker_address", "standard_code", "origin", "cautions"),
    attributes=(Attribute("material", _("Material")), Attribute("warranty_months", _("Months of warranty"), Kind.NUMBER)),
    returns="R00")

VIRTUAL = Goods(
    ProductClass.VIRTUAL, Zone.ORDINARY, required=PAGE, optional=("subtitle", "maker_name", "book"),
    attributes=(
        Attribute("file_kind", _("Kind of file"), Kind.CHOICE, is_required=True, weight=2, is_read=False, choices=(
            ("book", _("E-book")), ("article", _("Article")))),
        Attribute("licence_terms", _("What the buyer may do with it"), Kind.LONG, is_required=True, weight=2),
        Attribute("access_days", _("Days of access, empty for ever"), Kind.NUMBER),
        Attribute("text", _("Text of the article"), Kind.LONG, is_on_label=False, most=30_000,
                  help=_("For articles: what the buyer reads. The file of an e-book is uploaded on a page of its own."))),
    returns="R03", facets=("category", "attribute:file_kind", "price"), contents={"book": "book", "article": "attribute:text"})

OTHERS = (COSMETIC, DISINFECTANT, GENERAL, VIRTUAL)
