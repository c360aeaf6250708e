"""What a product must say before it may be sold (rules HF-06, HF-25, FS-06, PR-01)."""
from django.utils.translation import gettext as _

from microstore.compliance import numbers
from microstore.compliance.classes import ProductClass, family

ALWAYS = ("title", "certificate_name", "pictures", "description")
LABEL = ("ingredients", "shelf_life", "storage", "maker_name", "maker_address", "maker_licence", "standard_code")
REQUIRED = {
    "health_food": (
        *ALWAYS, "approval_number", "function_claim", "marker_content", "suitable_population", "unsuitable_population", "dosage",
        "cautions", *LABEL),
    "ordinary_food": (*ALWAYS, *LABEL),
    "special_medical": (*ALWAYS, "approval_number", "suitable_population", "dosage", "cautions", *LABEL),
    "infant_formula": (*ALWAYS, "approval_number", "suitable_population", "dosage", "cautions", *LABEL),
    "drug_otc": (*ALWAYS, "approval_number", "dosage", "cautions", "shelf_life", "storage", "maker_name", "maker_address"),
    "drug_rx": (*ALWAYS, "approval_number", "dosage", "cautions", "shelf_life", "storage", "maker_name", "maker_address"),
    "device": (*ALWAYS, "approval_number", "cautions", "maker_name", "maker_address"),
}
SKU = "sku"


def missing(revision, product) -> list[str]:
    """Names of what is still empty, in the order of the form; ``sku`` stands for the first pack size with its specification."""
    empty = [name for name in REQUIRED.get(family(product.product_class), ALWAYS) if not getattr(revision, name)]
    if numbers.check_approval(revision.approval_number, product.product_class).is_legacy and not revision.certificate_basis:
        empty.append("certificate_basis")
    if not any(sku.is_active and sku.spec for sku in product.skus.all()):
        empty.append(SKU)
    return empty


def per_cent(revision, product, empty=None) -> int:
    """How much of what is required is there, rounded down; 100 only when nothing is missing."""
    empty = missing(revision, product) if empty is None else empty
    wanted = len(REQUIRED.get(family(product.product_class), ALWAYS)) + 1
    return 100 if not empty else min(99, 100 * max(0, wanted - len(empty)) // wanted)


def label_of(name: str) -> str:
    """The word on the form for a missing field."""
    from catalog.models import ProductRevision

    return _("pack size with specification") if name == SKU else str(ProductRevision._meta.get_field(name).verbose_name)


def faults(revision, product) -> list[str]:
    """Sentences for what is there but wrong: number, name, functions, certificate (rules HF-01, HF-04, HF-11, HF-13)."""
    found = [numbers.check_approval(revision.approval_number, product.product_class).fault] if revision.approval_number else []
    if product.product_class == ProductClass.HEALTH_FOOD:
        if revision.certificate_name and not revision.title.startswith(revision.certificate_name):
            found.append(_("The display name must begin with the name on the certificate (rule HF-13)."))
        if any(code.startswith("HFX") for code in revision.function_ids):
            found.append(_("This health function was removed from the official list (rule HF-11)."))
    if not revision.is_certificate_valid:
        found.append(_("The certificate has expired (rule HF-04)."))
    return [fault for fault in found if fault]
