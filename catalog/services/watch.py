"""What must leave the shelf by itself: expired certificates, ended supplier licences (rule HF-04), newly blocked texts."""
from django.db.models import Q

from catalog import judging
from catalog.models import Product
from catalog.models.supplier import may_supply
from microstore.compliance import reference
from microstore.core import clock


def expired():
    """Listed products whose certificate ended before today, or whose supplier may no longer supply their class."""
    ended = Q(live_revision__certificate_until__lt=clock.today())
    return Product.objects.filter(ended | ~may_supply("supplier", "product_class"), state=Product.State.LISTED)


def newly_blocked():
    """Listed products whose live text the rule set of today blocks. Texts judged by it already are not read again."""
    listed = Product.objects.filter(state=Product.State.LISTED).select_related("live_revision")
    for product in listed.iterator(chunk_size=200):
        revision = product.live_revision
        judged = revision.rules_version == reference.version()
        if (revision.verdict if judged else judging.read(revision, product).level) == "block":
            yield product
