"""Several things sold as one: the page tells what is inside and claims nothing of its own, what is inside keeps its own papers.

Only goods that share a shelf and may be promoted are bundled; medicines, infant formula and food for special medical purposes never are."""
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass, Zone
from microstore.compliance.goods.declaration import Goods
from microstore.compliance.goods.foods import PAGE

HEALTH_BUNDLE = Goods(
    ProductClass.HEALTH_BUNDLE, Zone.HEALTH_FOOD, required=PAGE, optional=("subtitle",), returns="R05b", mark=_("Bundle"),
    holds=frozenset({ProductClass.HEALTH_FOOD}))

GOODS_BUNDLE = Goods(
    ProductClass.GOODS_BUNDLE, Zone.ORDINARY, required=PAGE, optional=("subtitle",), returns="R05b", mark=_("Bundle"),
    holds=frozenset({ProductClass.ORDINARY_FOOD, ProductClass.COSMETIC, ProductClass.DISINFECTANT, ProductClass.GENERAL}))

BUNDLES = (HEALTH_BUNDLE, GOODS_BUNDLE)
