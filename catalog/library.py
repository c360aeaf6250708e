"""Pictures of the library on product pages: how they are found, and how a new file takes the place of an old one."""

from django.urls import reverse

from catalog.models import Product, ProductRevision
from catalog.services import products
from microstore.core import files
from microstore.stores.assets import uses
from microstore.stores.assets.uses import Use
from microstore.stores.design import subjects

State = ProductRevision.State
SHOWN = (*ProductRevision.PENDING, State.LIVE)


def on_products(stored):
    """What is live or on its way there; older revisions keep what the buyer saw."""
    for file in stored:
        for row in showing(files.reference(file)).select_related("product").order_by("pk"):
            is_live = row.state == State.LIVE
            where = f"{row.product.code} {row.title} · {row.get_state_display()}"
            yield Use("catalog.product", where, reverse("backoffice:product", args=[row.product.code]), file.pk, is_live, row=row.product)


def showing(reference: str):
    """By the index ``revision_pictures``, whose condition this repeats word for word."""
    return ProductRevision.objects.filter(state__in=SHOWN, pictures__contains=[reference])


def put_into_draft(use: Use, old, new, by) -> None:
    """The product's draft; it goes live through the gate like any change (duty P14)."""
    gone, come = {files.reference(file) for file in old}, files.reference(new)
    product = use.row
    revision = product.pending_revision or product.newest_revision
    products.edit(product, facts={"pictures": [come if kept in gone else kept for kept in revision.pictures]}, by=by)


def product_named(text: str, user):
    return Product.objects.filter(code__iexact=text).first() or Product.objects.filter(skus__code__iexact=text).first()


uses.declare("catalog.product", find=on_products, replace=put_into_draft)
subjects.declare(
    "catalog.product", what="product", find=product_named, url=lambda row: reverse("backoffice:product", args=[row.code])
)
