"""The addresses of a customer. Orders keep their own copy."""

from django.db import transaction

from microstore.accounts.models import Address, Customer
from microstore.core import clock, regions
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

MOST = 20


@transaction.atomic
def add(customer: Customer, *, name: str, phone: str, region_code: str, detail: str, is_default: bool = False) -> Address:
    """The first address becomes the default. Refuses an unknown region and the twenty-first address."""
    _lock(customer)
    count = customer.addresses.count()
    if count >= MOST:
        raise Refused(_("You have %(most)d addresses already. Change or remove one of them.") % {"most": MOST})
    address = Address(customer=customer)
    return _write(address, name, phone, region_code, detail, is_default or count == 0)


@transaction.atomic
def change(address: Address, *, name: str, phone: str, region_code: str, detail: str, is_default: bool = False) -> Address:
    _lock(address.customer)
    address.refresh_from_db(fields=["is_default"])
    return _write(address, name, phone, region_code, detail, is_default or address.is_default)


@transaction.atomic
def make_default(address: Address) -> None:
    _lock(address.customer)
    address.customer.addresses.filter(is_default=True).exclude(pk=address.pk).update(is_default=False)
    Address.objects.filter(pk=address.pk).update(is_default=True)


@transaction.atomic
def remove(address: Address) -> None:
    """When the default goes, the one changed last takes its place."""
    customer = address.customer
    _lock(customer)
    address.delete()
    following = customer.addresses.order_by("-is_default", "-updated_at", "-id").first()
    if following and not following.is_default:
        make_default(following)


def _lock(customer):
    locked(Customer.objects.filter(pk=customer.pk)).get()


def _write(address, name, phone, region_code, detail, is_default):
    path = regions.name_path(region_code)
    if path is None:
        raise Refused(_("Choose province, city and district."))
    if is_default:
        address.customer.addresses.filter(is_default=True).exclude(pk=address.pk).update(is_default=False)
    address.name, address.phone, address.detail, address.is_default = name, phone, detail, is_default
    address.province, address.city, address.district = path
    address.region_code, address.updated_at = region_code, clock.now()
    address.save()
    return address
