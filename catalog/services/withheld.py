"""What may not be sold at this moment, whatever was ordered before: law and safety do not wait for a payment."""

from django.db.models import Exists, OuterRef, Q

from catalog.models import Product, Removal
from catalog.models.supplier import may_supply
from catalog.suppliers.services import fitness
from microstore.compliance.goods import LICENSED, NOT_SOLD
from microstore.core import clock, sentences
from microstore.core.sentences import gettext as _
from microstore.stores.models import Licence
from microstore.stores.services import medicines

ON_OFFER = (Product.State.READY, Product.State.LISTED)
COMMERCIAL = (Product.Delisting.SLOW, Product.Delisting.SEASON)  # what was ordered before is still sent


def condition(sku: str, store: str) -> Q:
    """For rows that reach a SKU and the store that sells it by these paths: off sale for more than commercial reasons, certificate ended,
    a supplier who may not supply it, a class that is not sold, medicines and devices without the store's papers (rules HF-04, LI-04,
    RX-01, RX-03, MD-01)."""
    product = f"{sku}__product"
    commercial = Removal.objects.filter(product=OuterRef(product), state=Removal.State.OFF, why__in=COMMERCIAL)
    off = ~Q(**{f"{product}__state__in": ON_OFFER}) & ~Q(Exists(commercial))
    ended = Q(**{f"{product}__live_revision__certificate_until__lt": clock.today()})
    supplied = may_supply(f"{product}__supplier", f"{product}__product_class")
    unlicensed = ~Exists(Licence.objects.covering(OuterRef(f"{product}__product_class")).filter(store=OuterRef(store)))
    found = off | ended | ~supplied | Q(**{f"{product}__product_class__in": NOT_SOLD})
    return found | Q(unlicensed, **{f"{product}__product_class__in": LICENSED})


def why(product: Product, store) -> str:
    """The reason in a sentence for colleagues. Empty when nothing is against it by itself."""
    if medicines.unlicensed(product.product_class, [store]):
        return medicines.lack_of(store, product.product_class)
    if product.product_class in NOT_SOLD:
        return _("Goods of the class “%(class)s” are not sold.") % {"class": product.get_product_class_display()}
    if not product.live_revision.is_certificate_valid:
        return _("The certificate has expired (rule HF-04).")
    return fitness.fault(product.supplier, product.product_class) or sentences.of(Product.State(product.state).label)
