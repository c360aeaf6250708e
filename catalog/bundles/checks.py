"""The books of bundles."""
from django.utils.translation import gettext_lazy as _

from catalog.bundles import filling
from catalog.models import Product
from microstore.core.declarations import Check


@Check.register("7", _("a bundle on the shelf holds only what may be inside and stands on the shelf itself"))
def bundles_are_whole():
    for product in Product.objects.filter(state=Product.State.LISTED, skus__is_bundle=True).distinct():
        if found := filling.faults(product):
            yield f"{product.code}: {' '.join(found)}"
