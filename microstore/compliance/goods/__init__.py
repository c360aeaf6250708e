"""The classes of goods: what each must state, may claim, how it is sold, given and returned. One declaration each."""
from microstore.compliance.classes import ProductClass
from microstore.compliance.goods.bundles import BUNDLES as BUNDLE_CLASSES
from microstore.compliance.goods.declaration import Attribute, Goods, Kind, Sale
from microstore.compliance.goods.devices import DEVICES
from microstore.compliance.goods.drugs import DRUGS
from microstore.compliance.goods.foods import FOODS
from microstore.compliance.goods.others import OTHERS

ALL: dict[str, Goods] = {one.code: one for one in (*FOODS, *DRUGS, *DEVICES, *OTHERS, *BUNDLE_CLASSES)}

NOT_SOLD = tuple(str(code) for code, one in ALL.items() if not one.is_sold)
# never promoted whatever a rule says: neither advertised nor made cheaper by condition
NEVER_PROMOTED = frozenset(code for code, one in ALL.items() if not one.may_be_promoted)
NEVER_RETURNED_UNWANTED = frozenset(code for code, one in ALL.items() if not one.returns_unwanted)
# sold only by stores with a drug licence that covers them (rule RX-01)
DRUGS_SOLD = tuple(str(code) for code, one in ALL.items() if one.is_drug and one.is_sold)
# whose sellers file or are licensed, class by class: class → form of the number (rule MD-01)
DEVICE_PAPERS = {str(code): one.device_paper for code, one in ALL.items() if one.device_paper}
# sold only by stores whose papers cover them
LICENSED = (*DRUGS_SOLD, *DEVICE_PAPERS)
BUNDLES = tuple(str(code) for code, one in ALL.items() if one.is_bundle)
NO_PARCEL = tuple(str(code) for code, one in ALL.items() if not one.has_parcel)


def of(product_class: str) -> Goods:
    """The declaration of a class; unknown names are general goods."""
    return ALL.get(product_class) or ALL[ProductClass.GENERAL]


__all__ = [
    "ALL", "BUNDLES", "DEVICE_PAPERS", "DRUGS_SOLD", "LICENSED", "NEVER_PROMOTED", "NEVER_RETURNED_UNWANTED", "NOT_SOLD", "NO_PARCEL",
    "Attribute", "Goods", "Kind", "Sale", "of",
]
