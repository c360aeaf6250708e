"""Products of a colleague who leaves."""

from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from catalog.selection import handover as selection  # noqa: F401  theirs, too
from catalog.services import products
from microstore.core.handover import OpenWork


def owned(user):
    return Product.objects.filter(owner=user).order_by("pk")


def pass_on(user, to, by) -> None:
    for product in owned(user):
        products.place(product, shelf={"owner": to}, by=by)


OpenWork.declare("products", _("Products"), count=lambda user: owned(user).count(), pass_on=pass_on)
