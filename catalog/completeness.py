"""What a product must say before it may be sold, as its class declares it (rules HF-06, HF-25, FS-06, PR-01)."""
from microstore.compliance import goods, numbers
from microstore.core import sentences
from microstore.core.sentences import gettext as _

SKU = "sku"
BASIS = "certificate_basis"
SKU_WEIGHT = 2
ATTRIBUTE = "attribute:"


def wanted(product) -> dict[str, int]:
    """What is asked for, in the order of the form, with its weight; ``sku`` stands for the first pack size with its specification."""
    rules = goods.of(product.product_class)
    further = {ATTRIBUTE + one.name: one.weight for one in rules.attributes if one.is_required}
    return rules.required | further | {SKU: SKU_WEIGHT}


def value_of(revision, name: str):
    """What a page states under this name, a field or a further fact of its class."""
    if name.startswith(ATTRIBUTE):
        return revision.attributes.get(name.removeprefix(ATTRIBUTE)) or ""
    return getattr(revision, name)


def missing(revision, product) -> list[str]:
    """Names of what is still empty."""
    empty = [name for name in wanted(product) if name != SKU and not value_of(revision, name)]
    if numbers.check_approval(revision.approval_number, product.product_class).is_legacy and not revision.certificate_basis:
        empty.append(BASIS)
    if (content := goods.of(product.product_class).content_of(revision)) and not value_of(revision, content):
        empty.append(content)
    if not any(sku.is_active and sku.spec for sku in product.skus.all()):
        empty.append(SKU)
    return empty


def per_cent(revision, product, empty=None) -> int:
    """How much of what is asked for is there, by weight, rounded down; 100 only when nothing is missing."""
    empty = missing(revision, product) if empty is None else empty
    weights = wanted(product)
    whole, lacking = sum(weights.values()), sum(weights[name] for name in set(empty) & set(weights))
    return 100 if not empty else min(99, 100 * (whole - lacking) // whole)


def label_of(name: str, product_class: str = "") -> str:
    """The word on the form for a fact; further facts are called differently on goods of different classes."""
    from catalog.models import ProductRevision

    if name == SKU:
        return _("pack size with specification")
    if name == "attributes":
        return _("further facts")
    if name.startswith(ATTRIBUTE):
        return sentences.of(attribute_of(name, product_class).label)
    return sentences.of(ProductRevision._meta.get_field(name).verbose_name)


def attribute_of(name: str, product_class: str = "") -> goods.Attribute:
    """The declaration of ``attribute:<name>``, of this class, else of whichever has it."""
    plain = name.removeprefix(ATTRIBUTE)
    declared = (rules.attribute(plain) for rules in (goods.of(product_class), *goods.ALL.values()))
    return next(found for found in declared if found)


def faults(revision, product) -> list[str]:
    """Sentences for what is there but wrong: number, name, certificate, and what the class looks at (rules HF-01, HF-04, HF-13)."""
    rules = goods.of(product.product_class)
    found = [numbers.check_approval(revision.approval_number, product.product_class).fault] if revision.approval_number else []
    name = revision.certificate_name
    if rules.begins_with_certificate_name and name and not revision.title.startswith(name):
        found.append(_("The display name must begin with the name on the certificate (rule HF-13)."))
    found += [sentence for look in rules.faults for sentence in look(revision)]
    if not revision.is_certificate_valid:
        found.append(_("The certificate has expired (rule HF-04)."))
    return [str(fault) for fault in found if fault]
