"""From the words of a platform to a place we deliver to."""

import hashlib
import json
import re
from functools import cache

from microstore.accounts.phones import whole
from microstore.core import regions
from orders.channels import Receiver
from orders.services import checkout

ENDINGS = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|区|县|盟|旗)$")


def fingerprint(receiver: Receiver) -> str:
    """Tells two receivers apart without keeping either."""
    text = json.dumps(receiver.as_dict(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest() if any(receiver.as_dict().values()) else ""


@cache
def province_of(text: str) -> str:
    """The official name of a province, however it was written: 内蒙古, 内蒙古省 and 内蒙古自治区 are one. Unknown words stay."""
    text = text.strip()
    found = next((each.name for each in regions.provinces() if len(text) >= 2 and each.name[:2] == text[:2]), "")
    return found or text[:30]


def read(receiver: Receiver) -> checkout.Receiver | None:
    """The receiver as an order keeps it, or None when province, city and district name no place of ours."""
    code = _code(receiver.province, receiver.city, receiver.district)
    if not code or not receiver.detail or not receiver.name:
        return None
    phone = whole(receiver.phone) or receiver.phone
    return checkout.Receiver(receiver.name, phone, *regions.name_path(code), code, receiver.detail)


@cache
def _code(province: str, city: str, district: str) -> str:
    top = next((each.code for each in regions.provinces() if each.name == province_of(province)), "")
    for below in regions.cities(top) if top else ():
        if _same(below.name, city) or below.code == top:
            for place in regions.districts(below.code):
                if _same(place.name, district) or (not district and place.code == below.code):
                    return place.code
    return ""


def _same(official: str, told: str) -> bool:
    return bool(told) and (official == told or ENDINGS.sub("", official) == ENDINGS.sub("", told))
