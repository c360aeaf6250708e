"""Medical devices of the three classes."""
import re

from django.utils.translation import gettext_lazy as _

from microstore.compliance import reference
from microstore.compliance.classes import ProductClass, Zone
from microstore.compliance.goods.declaration import Attribute, Goods, Kind
from microstore.compliance.goods.foods import PAGE, PROOF
from microstore.core.sentences import gettext

CERTIFIED = {
    "approval_number": True, "certificate_name": True, "certificate_until": True, "maker_name": True, "attribute:holder": True,
    "attribute:model": True, "attribute:scope": True}
ATTRIBUTES = (
    Attribute("holder", _("Registrant or filer"), is_required=True, weight=2),
    Attribute("model", _("Model and specification"), is_required=True, weight=2),
    Attribute("scope", _("Scope of use"), Kind.LONG, is_required=True, weight=3, is_read=False,
              help=_("Word for word as on the registration; compared with its snapshot.")),
    Attribute("structure", _("Structure and composition"), Kind.LONG, is_read=False),
    Attribute("contraindications", _("Contraindications"), Kind.LONG, is_read=False))


def of_class(digit: str):
    def faults(revision):
        """The class in the number is the class of the goods (rule MD-02)."""
        found = re.search(reference.wording("registered_device"), revision.approval_number)
        if (found[1] if found else "1") != digit and revision.approval_number:
            yield gettext("The number is that of a device of another class (rule MD-02).")

    return faults


def device(code: ProductClass, digit: str, **fields) -> Goods:
    return Goods(
        code, Zone.ORDINARY,
        required=PAGE | {"approval_number": 3, "cautions": 2, "maker_name": 2, "maker_address": 1},
        optional=("subtitle", *PROOF, "maker_licence", "standard_code", "shelf_life", "storage", "suitable_population",
                  "unsuitable_population", "dosage", "origin"),
        attributes=ATTRIBUTES, certified=CERTIFIED, faults=(of_class(digit),), returns="R13", mark=code.label, needs_number=True,
        facets=("category", "brand", "attribute:model", "price"), **fields)


DEVICES = (
    device(ProductClass.DEVICE_1, "1"), device(ProductClass.DEVICE_2, "2", device_paper="DEV_BIZ_2"),
    device(ProductClass.DEVICE_3, "3", may_be_gift=False, device_paper="DEV_BIZ_3"))
